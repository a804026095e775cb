import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import {
  Closed,
  Household,
  HouseholdCount,
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
import {
  countHouseholds,
  findPlace,
  findPlaceByCode,
  listChildren,
  listHouseholds,
  listPlacesByIds,
  type PlaceRow,
} from './repository'
import { idsOnPath } from './rules'

/** A place, as far as it decides what may be done there. */
export type PlaceFacts = Pick<PlaceRow, 'id' | 'kind' | 'path'>

/** What a person may do at places and doors. Given by the membership feature, which knows how people are tied to places. */
export interface PlaceAbilities {
  at(personId: string | null, places: readonly PlaceFacts[]): Promise<Place['can'][]>
  behind(personId: string, householdIds: readonly string[]): Promise<Household['can'][]>
}

const NOTHING: Place['can'] = { post: false, publishNotice: false, verifyMembers: false, moderate: false, join: false }

/** The tree of places is public: a newcomer must find their door before anybody knows them. Who lives behind it is not. */
export const placesRoutes: FastifyPluginAsyncTypebox<{ deps: Deps; abilities: PlaceAbilities }> = async (
  app,
  { deps, abilities },
) => {
  const { read } = deps.store

  async function present(row: PlaceRow, personId: string | null): Promise<Place> {
    const ids = idsOnPath(row.path).slice(0, -1)
    const places = await listPlacesByIds(read, ids)
    const ancestors = ids.flatMap((id) => places.filter((place) => place.id === id))
    const [can = NOTHING] = await abilities.at(personId, [row])
    return presentPlace(row, ancestors, can)
  }

  async function pageOfChildren(
    parentId: string | null,
    query: { limit?: number; cursor?: string },
    personId: string | null,
  ) {
    const { limit = LIMITS.pageDefault, cursor } = query
    const after = decodeCursor(cursor, ['order', 'id']) ?? ([-1, BEFORE_ALL_IDS] as const)
    const rows = await listChildren(read, parentId, after, limit + 1)
    const can = await abilities.at(personId, rows)
    const children = rows.map((row, index) => ({ row, child: presentPlaceChild(row, can[index] ?? NOTHING) }))
    return toPage(
      children,
      limit,
      ({ row }) => [row.sortOrder, row.id],
      ({ child }) => child,
    )
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
      return pageOfChildren(request.params.id, request.query, request.caller?.personId ?? null)
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
    async (request) => pageOfChildren(null, request.query, request.caller?.personId ?? null),
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
      const { personId } = callerOf(request)
      const { limit = LIMITS.pageMax, cursor } = request.query
      const [after] = decodeCursor(cursor, ['id']) ?? [BEFORE_ALL_IDS]
      const building = found(await findPlace(read, request.params.id))
      if (building.kind !== 'building' || building.communityId === null) return { items: [], nextCursor: null }
      const rows = await listHouseholds(read, building.communityId, building.id, after, limit + 1)
      const ids = rows.map(({ id }) => id)
      const can = await abilities.behind(personId, ids)
      return toPage(
        rows.map((row, index) => presentHousehold(row, can[index] ?? { join: false })),
        limit,
        ({ id }) => [id],
        (household) => household,
      )
    },
  )

  app.get(
    '/places/:id/household-count',
    {
      schema: {
        tags: ['places'],
        summary: 'How many doors there are at or below a place',
        params: IdParams,
        response: { 200: HouseholdCount },
      },
    },
    async (request) => {
      const place = found(await findPlace(read, request.params.id))
      return { households: await countHouseholds(read, place) }
    },
  )
}
