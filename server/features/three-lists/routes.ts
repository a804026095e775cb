import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import { IdParams, LIMITS, ListLine, ListLinesQuery, Page, ThreeLists } from '../../../src/contract'
import type { Deps } from '../../deps'
import { decodeCursor, toPage } from '../../kernel/cursor'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { callerOf } from '../../plumbing/auth'
import { languageOf } from '../../plumbing/errors'
import { findStanding } from '../membership'
import { findPlace } from '../places'
import { loadLists } from './load-lists'
import { refuseReadLists } from './policy'
import { type Lists, linesAfter, sumUp } from './rules'
import { writeWorkbook } from './workbook'

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const Bytes = Type.Unsafe<Buffer>({ type: 'string', format: 'binary' })

export const threeListsRoutes: FastifyPluginAsyncTypebox<{ deps: Deps }> = async (app, { deps }) => {
  const { read } = deps.store
  const tags = ['three-lists']

  /** Of the community that the place is, or is part of. */
  const listsOf = async (request: FastifyRequest, placeId: string): Promise<Lists> => {
    const place = found(await findPlace(read, placeId))
    const community = place.communityId === null ? place : found(await findPlace(read, place.communityId))
    refuseIf(refuseReadLists(await findStanding(read, callerOf(request).personId), community))
    if (community.kind !== 'community')
      throw new Problem('invalid_request', { fields: [{ path: 'id', message: 'not in a community' }] })
    const { id: communityId, path } = community
    return loadLists(read, { communityId, path, now: deps.clock.now(), language: languageOf(request) })
  }

  app.get(
    '/places/:id/three-lists',
    {
      schema: {
        tags,
        summary: 'What partners can give, what residents lack, which services run: how much of it fits (secretary)',
        params: IdParams,
        response: { 200: ThreeLists },
      },
    },
    async (request) => sumUp(await listsOf(request, request.params.id)),
  )

  app.get(
    '/places/:id/three-lists/lines',
    {
      config: { staffView: 'aid' },
      schema: {
        tags,
        summary: 'One of the three lists, newest first, with what fits each line (secretary)',
        params: IdParams,
        querystring: ListLinesQuery,
        response: { 200: Page(ListLine) },
      },
    },
    async (request) => {
      const { list, limit = LIMITS.pageDefault, cursor } = request.query
      const after = decodeCursor(cursor, ['time', 'id'])
      const lists = await listsOf(request, request.params.id)
      return toPage(
        linesAfter(lists[list], after, limit + 1),
        limit,
        (line) => [Date.parse(line.createdAt), line.id],
        (line) => line,
      )
    },
  )

  app.get(
    '/places/:id/three-lists/workbook',
    {
      config: { staffView: 'aid' },
      schema: {
        tags,
        summary: 'The three lists as a spreadsheet (XLSX), a sheet each (secretary)',
        produces: [WORKBOOK],
        params: IdParams,
        response: { 200: Bytes },
      },
    },
    async (request, reply) => {
      const lists = await listsOf(request, request.params.id)
      await request.recordStaffView(lists)
      const bytes = await writeWorkbook(lists, languageOf(request), deps.clock.now())
      return reply
        .header('cache-control', 'no-store')
        .header('content-disposition', 'attachment; filename="three-lists.xlsx"')
        .type(WORKBOOK)
        .serializer((body: Buffer) => body as never)
        .send(bytes)
    },
  )
}
