import type { AppealCategory, AppealState } from '../../../src/contract'
import type { Reader, SqlValue } from '../../storage/store'
import { type CaseRow, listCasesByIds } from './repository'

/** Where a page of a list that is newest first begins: before the case with this time and id. */
export type Before = readonly [createdAt: Date, id: string] | null

type Key = { id: string; createdAt: number }

export interface ListQuery {
  scope: { column: 'gridId' | 'communityId' | 'streetId' | 'buildingId' | 'departmentId'; ids: readonly string[] }
  sees: 'all' | 'unconflicted' | 'public'
  /** Cases that are about this person are left out. */
  personId: string
  state: AppealState | null
  category: AppealCategory | null
  before: Before
  limit: number
}

const LEAVES_OUT = {
  all: '',
  unconflicted: `AND NOT a."isConflict"`,
  public: `AND NOT a."isConflict" AND a."isPublic"`,
} as const

/** Cases that the street says are about this person; one parameter. */
const NOT_ABOUT = `NOT EXISTS (SELECT 1 FROM "AppealConflict" c
  WHERE c."communityId" = a."communityId" AND c."appealId" = a."id" AND c."personId" = ?)`

/** Keys by one short walk along an index, rows afterwards: a list costs the same however many cases there are. */
export async function listCases(reader: Reader, query: ListQuery): Promise<CaseRow[]> {
  const { scope, sees, personId, state, category, before, limit } = query
  const params: SqlValue[] = [scope.ids]
  const parts = [`a."${scope.column}" IN (?)`]
  const add = (text: string, ...values: SqlValue[]) => {
    parts.push(text)
    params.push(...values)
  }
  if (state !== null) add('a."state" = ?', state)
  if (category !== null) add('a."category" = ?', category)
  if (before !== null) add('(a."createdAt", a."id") < (?, ?)', ...before)
  const keys = await reader.sql.all<Key>(
    `SELECT a."id", a."createdAt" FROM "Appeal" a WHERE ${parts.join(' AND ')} ${LEAVES_OUT[sees]} AND ${NOT_ABOUT}
     ORDER BY a."createdAt" DESC, a."id" DESC LIMIT ?`,
    [...params, personId, limit],
  )
  return inOrderOf(reader, keys)
}

/** What somebody reported, joined, or had merged into another, newest first; of what is about themselves, what they reported. */
export async function listCasesOfPerson(
  reader: Reader,
  personId: string,
  before: Before,
  limit: number,
): Promise<CaseRow[]> {
  const keys = await reader.sql.all<Key>(
    `SELECT a."id", a."createdAt" FROM "AppealTie" t JOIN "Appeal" a ON a."communityId" = t."communityId" AND a."id" = t."appealId"
     WHERE t."personId" = ? AND (t."kind" = 'reporter' OR ${NOT_ABOUT}) ${before === null ? '' : 'AND (a."createdAt", a."id") < (?, ?)'}
     ORDER BY a."createdAt" DESC, a."id" DESC LIMIT ?`,
    [personId, personId, ...(before ?? []), limit],
  )
  return inOrderOf(reader, keys)
}

/** Where a page of a desk begins: after the case with this due time and id. */
export type After = readonly [dueAt: Date, id: string]

const LIES_THERE = (
  sees: 'all' | 'unconflicted',
) => `a."handlerPlaceId" = ? AND a."dueAt" IS NOT NULL AND a."desk" IN (?)
  ${LEAVES_OUT[sees]} AND ${NOT_ABOUT}`

/** A desk: the place, and the kinds of office that this person holds there. */
export interface DeskPlace {
  placeId: string
  desks: readonly string[]
  sees: 'all' | 'unconflicted'
}

/** What lies on some desks, soonest due first: a short walk along each desk's index, then the first of all. */
export async function listDeskCases(
  reader: Reader,
  personId: string,
  places: readonly DeskPlace[],
  page: { after: After; limit: number },
): Promise<CaseRow[]> {
  const [dueAt, id] = page.after
  const keys: { id: string; dueAt: number }[] = []
  for (const { placeId, desks, sees } of places) {
    const walked = await reader.sql.all<{ id: string; dueAt: number }>(
      `SELECT a."id", a."dueAt" FROM "Appeal" a WHERE ${LIES_THERE(sees)} AND (a."dueAt", a."id") > (?, ?)
       ORDER BY a."dueAt", a."id" LIMIT ?`,
      [placeId, desks, personId, dueAt, id, page.limit],
    )
    keys.push(...walked)
  }
  keys.sort((a, b) => a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1))
  return inOrderOf(reader, keys.slice(0, page.limit))
}

/** How many, up to a limit beyond which nobody counts. */
export async function countDeskCases(
  reader: Reader,
  personId: string,
  places: readonly DeskPlace[],
  limit: number,
): Promise<number> {
  let cases = 0
  for (const { placeId, desks, sees } of places) {
    const row = await reader.sql.get<{ cases: number }>(
      `SELECT COUNT(*) AS "cases" FROM (SELECT 1 FROM "Appeal" a WHERE ${LIES_THERE(sees)} LIMIT ?) AS "some"`,
      [placeId, desks, personId, limit],
    )
    cases += row?.cases ?? 0
  }
  return Math.min(cases, limit)
}

export interface NearRow {
  id: string
  lngE6: number | null
  latE6: number | null
  createdAt: number
}

/** Newest first in each of the cells or places, so many at most: a walk of bounded length, however many cases there are. */
export async function listOpenNear(
  reader: Reader,
  where: { column: 'cell' | 'nearPlaceId'; values: readonly string[] },
  { category, sees, personId }: { category: AppealCategory; sees: 'all' | 'public'; personId: string },
  limit: number,
): Promise<NearRow[]> {
  if (where.values.length === 0) return []
  const walk = `SELECT * FROM (SELECT a."id", a."lngE6", a."latE6", a."createdAt" FROM "Appeal" a
    WHERE a."category" = ? AND a."${where.column}" = ? AND a."isOpen" ${LEAVES_OUT[sees]} AND ${NOT_ABOUT}
    ORDER BY a."createdAt" DESC LIMIT ?) AS "walk"`
  return reader.sql.all<NearRow>(
    where.values.map(() => walk).join(' UNION ALL '),
    where.values.flatMap((value) => [category, value, personId, limit]),
  )
}

/** The open cases that most households joined. */
export async function listMostJoined(
  reader: Reader,
  scope: { column: 'gridId' | 'communityId' | 'streetId'; ids: readonly string[] },
  personId: string,
  limit: number,
): Promise<CaseRow[]> {
  const keys: { id: string; householdCount: number }[] = []
  for (const id of scope.ids) {
    const walked = await reader.sql.all<{ id: string; householdCount: number }>(
      `SELECT a."id", a."householdCount" FROM "Appeal" a
       WHERE a."${scope.column}" = ? AND a."isOpen" AND a."householdCount" > 0 AND a."isPublic" AND NOT a."isConflict"
         AND ${NOT_ABOUT}
       ORDER BY a."householdCount" DESC, a."id" DESC LIMIT ?`,
      [id, personId, limit],
    )
    keys.push(...walked)
  }
  keys.sort((a, b) => b.householdCount - a.householdCount || (a.id < b.id ? 1 : -1))
  return inOrderOf(reader, keys.slice(0, limit))
}

async function inOrderOf(reader: Reader, keys: readonly { id: string }[]): Promise<CaseRow[]> {
  const rows = new Map(
    (
      await listCasesByIds(
        reader,
        keys.map(({ id }) => id),
      )
    ).map((row) => [row.id, row]),
  )
  return keys.flatMap(({ id }) => rows.get(id) ?? [])
}
