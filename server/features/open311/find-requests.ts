import {
  type AppealCategory,
  CATEGORY_NAMES,
  type Language,
  type Open311Request,
  POSTER_CODE,
} from '../../../src/contract'
import { found, Problem } from '../../kernel/problem'
import type { Reader } from '../../storage/store'
import { findPlace, findPlaceByCode, idsOnPath, listPlacesByIds, listSubtree, type PlaceRow } from '../places'
import { presentRequest } from './presenter'
import { listRequests, listRequestsByIds, type Part, type RequestRow } from './repository'
import { listOf, REQUESTS_MAX, rangeOf, refusal, statesOf } from './rules'

type Given = string | string[] | undefined

/** The parameters of GeoReport v2, as they came. */
export interface RequestsQuery {
  jurisdiction_id?: Given
  service_request_id?: Given
  service_code?: Given
  start_date?: Given
  end_date?: Given
  status?: Given
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const CODE = new RegExp(POSTER_CODE)
const IDS_MAX = 100

/**
 * Newest first, at most 1000. Ids override all other parameters.
 * @throws Problem not_found where the jurisdiction is not known; invalid_request
 */
export async function findRequests(
  reader: Reader,
  query: RequestsQuery,
  { now, hosts, language }: { now: Date; hosts: readonly string[]; language: Language },
): Promise<Open311Request[]> {
  const parts = await findJurisdiction(reader, listOf(query.jurisdiction_id), hosts)
  const ids = listOf(query.service_request_id)
  if (ids.length > IDS_MAX) throw refusal('service_request_id', `more than ${IDS_MAX}`)
  if (ids.length > 0) return findByIds(reader, ids, language)
  const filter = {
    range: rangeOf(listOf(query.start_date)[0], listOf(query.end_date)[0], now),
    states: statesOf(listOf(query.status)),
    categories: categoriesOf(listOf(query.service_code)),
    limit: REQUESTS_MAX,
  }
  const rows: RequestRow[] = []
  for (const part of parts) rows.push(...(await listRequests(reader, part, filter)))
  return present(reader, newestFirst(rows).slice(0, REQUESTS_MAX), language)
}

/** Those that are not there, or not public, are left out. */
export async function findByIds(reader: Reader, ids: readonly string[], language: Language): Promise<Open311Request[]> {
  const rows = await listRequestsByIds(
    reader,
    ids.filter((id) => ID.test(id)),
  )
  return present(reader, newestFirst(rows), language)
}

function newestFirst(rows: RequestRow[]): RequestRow[] {
  return rows.sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1))
}

function categoriesOf(codes: readonly string[]): AppealCategory[] {
  const known = Object.keys(CATEGORY_NAMES) as AppealCategory[]
  if (codes.some((code) => !known.some((category) => category === code))) {
    throw refusal('service_code', 'one of those that services lists')
  }
  return codes.length === 0 ? known : (codes as AppealCategory[])
}

/** Nothing, or our own address, is all of it; the id or the short code of a place is what lies there. */
export async function findJurisdiction(
  reader: Reader,
  [jurisdiction]: readonly string[],
  hosts: readonly string[],
): Promise<Part[]> {
  if (jurisdiction === undefined || hosts.includes(jurisdiction)) return streetsBelow(reader, '')
  return partsOf(reader, found(await placeOf(reader, jurisdiction)))
}

async function placeOf(reader: Reader, jurisdiction: string): Promise<PlaceRow | null> {
  if (ID.test(jurisdiction)) return findPlace(reader, jurisdiction)
  return CODE.test(jurisdiction) ? findPlaceByCode(reader, jurisdiction.toUpperCase()) : null
}

async function partsOf(reader: Reader, { id, kind, path }: PlaceRow): Promise<Part[]> {
  if (kind === 'city' || kind === 'district') return streetsBelow(reader, path)
  if (kind === 'street') return [{ column: 'streetId', id }]
  if (kind === 'community') return [{ column: 'communityId', id }]
  if (kind === 'grid') return [{ column: 'gridId', id }]
  throw new Problem('not_found')
}

async function streetsBelow(reader: Reader, path: string): Promise<Part[]> {
  return (await listSubtree(reader, path, 'street')).map(({ id }) => ({ column: 'streetId', id }))
}

/** An address goes from the most specific to the most general, as GeoReport v2 wants it. */
async function present(reader: Reader, rows: readonly RequestRow[], language: Language): Promise<Open311Request[]> {
  const ids = new Set(rows.flatMap(({ gridPath }) => idsOnPath(gridPath)))
  const names = new Map((await listPlacesByIds(reader, [...ids])).map(({ id, name }) => [id, name]))
  const addressOf = ({ gridPath }: RequestRow) =>
    idsOnPath(gridPath)
      .reverse()
      .map((id) => names.get(id) ?? '')
      .join(', ')
  return rows.map((row) => presentRequest(row, addressOf(row), language))
}
