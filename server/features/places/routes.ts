import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Household, IdParams, LIMITS, Page, PageQuery, Place, PlaceChild, Closed, PosterCodeParams } from '../../../src/contract'
import type { Deps } from '../../deps'
import { decodeCursor, toPage } from '../../kernel/cursor'
import { BEFORE_ALL_IDS } from '../../kernel/ids'
import { found } from '../../kernel/problem'
import { callerOf } from '../../plumbing/auth'
import { presentHousehold, presentPlace } from './presenter'
import { findPlace, findPlaceByCode, listChildren, listHouseholds, listPlacesByIds, type PlaceRow } from './repository'
import { idsOnPath } from './rules'

/** What a person may do at a place. Given by the membership feature, which knows how people are tied to places. */
export type AbilitiesAt = (personId: string | null, place: PlaceRow) => Promise<Place['can']>

const HOUSEHOLDS_MAX = 500

/** The tree of places is public: a newcomer must find their door before anybody knows them. Who lives behind it is not. */
export const placesRoutes: FastifyPluginAsyncTypebox<{ deps: Deps; abilitiesAt: AbilitiesAt }> = async (app, { deps, abilitiesAt }) => {
  const { read } = deps.store

  async function present(row: PlaceRow, personId: string | null): Promise<Place> {
    const ids = idsOnPath(row.path).slice(0, -1)
    const places = await listPlacesByIds(read, ids)
    const ancestors = ids.flatMap((id) => places.filter((place) => place.id === id))
    return presentPlace(row, ancestors, await abilitiesAt(personId, row))
  }

  app.get(
    '/places/:id',
    { schema: { tags: ['places'], summary: 'A place', security: [], params: IdParams, response: { 200: Place } } },
    async (request) => present(found(await findPlace(read, request.params.id)), request.caller?.personId ?? null),
  )

  app.get(
    '/places/by-code/:code',
    {
      schema: {
        tags: ['places'],
        summary: "The place behind the short code on a poster's QR",
        security: [],
        params: PosterCodeParams,
        response: { 200: Place },
      },
    },
    async (request) => {
      const row = await findPlaceByCode(read, request.params.code.toUpperCase())
      return present(found(row), request.caller?.personId ?? null)
    },
  )

  app.get(
    '/places/:id/children',
    {
      schema: {
        tags: ['places'],
        summary: 'The places one step below',
        security: [],
        params: IdParams,
        querystring: Closed(PageQuery),
        response: { 200: Page(PlaceChild) },
      },
    },
    async (request) => {
      const { limit = LIMITS.pageDefault, cursor } = request.query
      found(await findPlace(read, request.params.id))
      const [order, id] = decodeCursor(cursor, 2) ?? [-1, BEFORE_ALL_IDS]
      const rows = await listChildren(read, request.params.id, [Number(order), String(id)], limit + 1)
      return toPage(rows, limit, (row) => [row.sortOrder, row.id], (row) => ({
        id: row.id,
        kind: row.kind as Place['kind'],
        name: row.name,
        hasChildren: Boolean(row.hasChildren),
      }))
    },
  )

  app.get(
    '/places/:id/households',
    {
      schema: {
        tags: ['places'],
        summary: 'The households of a building: number and floor only',
        params: IdParams,
        querystring: Closed(PageQuery),
        response: { 200: Page(Household) },
      },
    },
    async (request) => {
      callerOf(request)
      const building = found(await findPlace(read, request.params.id))
      if (building.kind !== 'building' || building.communityId === null) return { items: [], nextCursor: null }
      const limit = Math.min(request.query.limit ?? HOUSEHOLDS_MAX, HOUSEHOLDS_MAX)
      const after = String(decodeCursor(request.query.cursor, 1)?.[0] ?? BEFORE_ALL_IDS)
      const rows = await listHouseholds(read, building.communityId, building.id, after, limit + 1)
      return toPage(rows, limit, (row) => [row.id], presentHousehold)
    },
  )
}
