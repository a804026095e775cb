import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import {
  CreateNoticeRequest,
  IdParams,
  LIMITS,
  Notice,
  NoticeAction,
  NoticesQuery,
  Page,
  Receipts,
  ReceiptsQuery,
  RemindAnswer,
} from '../../../src/contract'
import type { Deps } from '../../deps'
import { toPage, unknownCursor } from '../../kernel/cursor'
import { found, refuseIf } from '../../kernel/problem'
import { normaliseLine, normaliseText } from '../../kernel/text'
import { callerOf } from '../../plumbing/auth'
import { findStanding } from '../membership'
import { confirmNotice } from './confirm-notice'
import { createNotice } from './create-notice'
import { factsOf, findNoticeWithPlaces } from './find-notice'
import { listPlaceNotices, listTopOfPlace } from './list-notices'
import { listReceipts } from './list-receipts'
import { refuseReadNotice, refuseReceipts } from './policy'
import { presentNotice } from './presenter'
import { remindResidents } from './remind-residents'

export const noticesRoutes: FastifyPluginAsyncTypebox<{ deps: Deps }> = async (app, { deps }) => {
  const { read } = deps.store
  const tags = ['notices']

  app.put(
    '/notices/:id',
    {
      schema: {
        tags,
        summary: 'Say something to places, at once or later (secretary, street)',
        params: IdParams,
        body: CreateNoticeRequest,
        response: { 200: Notice, 201: Notice },
      },
    },
    async (request, reply) => {
      const { personId } = callerOf(request)
      const { id } = request.params
      const outcome = await createNotice(deps, {
        ...request.body,
        id,
        personId,
        title: normaliseLine(request.body.title, 'title', LIMITS.noticeTitle),
        body: normaliseText(request.body.body, 'body', LIMITS.noticeBody),
      })
      const notice = found(await findNoticeWithPlaces(read, id, personId))
      const presented = presentNotice(notice, await findStanding(read, personId), deps.clock.now())
      return reply.status(outcome === 'created' ? 201 : 200).send(presented)
    },
  )

  app.get(
    '/notices/:id',
    { schema: { tags, summary: 'A notice', params: IdParams, response: { 200: Notice } } },
    async (request) => {
      const { personId } = callerOf(request)
      const now = deps.clock.now()
      const notice = found(await findNoticeWithPlaces(read, request.params.id, personId))
      const standing = await findStanding(read, personId)
      refuseIf(refuseReadNotice(standing, factsOf(notice), now))
      return presentNotice(notice, standing, now)
    },
  )

  app.get(
    '/places/:id/notices',
    {
      schema: {
        tags,
        summary: 'What is said to a place and to those above it, newest first; top: what stands on the home page',
        params: IdParams,
        querystring: NoticesQuery,
        response: { 200: Page(Notice) },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { limit = LIMITS.pageDefault, cursor, top = false } = request.query
      const query = { placeId: request.params.id, personId }
      // The top is one page, so no cursor can be of it.
      if (top && cursor !== undefined) throw unknownCursor()
      const { notices, standing } = top
        ? await listTopOfPlace(deps, query)
        : await listPlaceNotices(deps, { ...query, cursor, limit })
      const now = deps.clock.now()
      return toPage(
        top ? notices.slice(0, limit) : notices,
        limit,
        ({ row }) => [row.publishAt, row.id],
        (notice) => presentNotice(notice, standing, now),
      )
    },
  )

  app.put(
    '/notices/:id/receipt',
    {
      schema: { tags, summary: 'I have read this', params: IdParams, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      const { personId } = callerOf(request)
      await confirmNotice(deps, request.params.id, personId)
      return reply.status(204).send(null)
    },
  )

  app.get(
    '/notices/:id/receipts',
    {
      config: { staffView: 'notice' },
      schema: {
        tags,
        summary: 'Who has read and who has not (staff who may write there)',
        params: IdParams,
        querystring: ReceiptsQuery,
        response: { 200: Receipts },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { limit = LIMITS.pageDefault, cursor } = request.query
      const notice = found(await findNoticeWithPlaces(read, request.params.id, personId))
      refuseIf(refuseReceipts(await findStanding(read, personId), factsOf(notice), deps.clock.now()))
      return listReceipts(read, notice, { limit, cursor })
    },
  )

  app.post(
    '/notices/:id/actions',
    {
      schema: {
        tags,
        summary: 'Remind the residents who have not confirmed, at most once an hour',
        params: IdParams,
        body: NoticeAction,
        response: { 200: RemindAnswer },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      return remindResidents(deps, { noticeId: request.params.id, personId, actId: request.body.id })
    },
  )
}
