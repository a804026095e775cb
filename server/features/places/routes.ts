import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import {
  Closed,
  Household,
  IdParams,
  LIMITS,
  Page,
  PageQuery,
  Place,
  PlaceChild,
  PosterCodeParams,
} from '../../../src/contract'
import type { Deps } from '../../deps'
import { decodeCursor, toPage } from '../../kernel/cursor'
import { BEFORE_ALL_IDS } from '../../kernel/ids'
import { found } from '../../kernel/problem'
import { callerOf } from '../../plumbing/auth'
import { posterSvg } from './poster'
import { presentHousehold, presentPlace, presentPlaceChild } from './presenter'
import { findPlace, findPlaceByCode, listChildren, listHouseholds, listPlacesByIds, type PlaceRow } from './repository'
import { idsOnPath } from './rules'

/** What a person may do at a place. Given by the membership feature, which knows how people are tied to places. */
export type AbilitiesAt = (personId: string | null, place: PlaceRow) => Promise<Place['can']>

const HOUSEHOLDS_MAX = 500

/** The tree of places is public: a newcomer must find their door before anybody knows them. Who lives behind it is not. */
export const placesRoutes: FastifyPluginAsyncTypebox<{ deps: Deps; abilitiesAt: AbilitiesAt }> = async (
  app,
  { deps, abilitiesAt },
) => {
  const { read } = deps.store

  async function present(row: PlaceRow, personId: string | null): Promise<Place> {
    const ids = idsOnPath(row.path).slice(0, -1)
    const places = await listPlacesByIds(read, ids)
    const ancestors = ids.flatMap((id) => places.filter((place) => place.id === id))
    return presentPlace(row, ancestors, await abilitiesAt(personId, row))
  }

  async function pageOfChildren(parentId: string | null, query: { limit?: number; cursor?: string }) {
    const { limit = LIMITS.pageDefault, cursor } = query
    const [order, id] = decodeCursor(cursor, 2) ?? [-1, BEFORE_ALL_IDS]
    const rows = await listChildren(read, parentId, [Number(order), String(id)], limit + 1)
    return toPage(rows, limit, (row) => [row.sortOrder, row.id], presentPlaceChild)
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
    '/places/by-code/:code/poster',
    {
      schema: {
        tags: ['places'],
        summary: 'The poster of a place, to be printed on A4 (SVG)',
        security: [],
        produces: ['image/svg+xml'],
        params: PosterCodeParams,
        response: { 200: Type.String() },
      },
    },
    async (request, reply) => {
      const row = found(await findPlaceByCode(read, request.params.code.toUpperCase()))
      const parent = row.parentId === null ? null : await findPlace(read, row.parentId)
      const origin = deps.config.publicUrl ?? `${request.protocol}://${request.host}`
      const svg = posterSvg({ name: row.name, code: row.code ?? '' }, parent?.name ?? '', `${origin}/j/${row.code}`)
      return reply
        .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
        .header('content-disposition', 'inline; filename="poster.svg"')
        .type('image/svg+xml; charset=utf-8')
        .serializer((text: string) => text)
        .send(svg)
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
      found(await findPlace(read, request.params.id))
      return pageOfChildren(request.params.id, request.query)
    },
  )

  app.get(
    '/places',
    {
      schema: {
        tags: ['places'],
        summary: 'The tops of the tree: where one begins who has no poster',
        security: [],
        querystring: Closed(PageQuery),
        response: { 200: Page(PlaceChild) },
      },
    },
    async (request) => pageOfChildren(null, request.query),
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
