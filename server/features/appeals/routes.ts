import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import {
  Appeal,
  AppealAction,
  AppealBulkAction,
  AppealBulkAnswer,
  AppealLine,
  AppealsQuery,
  AppealsSummary,
  AppealsSummaryQuery,
  CreateAppealRequest,
  IdParams,
  LIMITS,
  MyAppealsQuery,
  Page,
  SimilarAppeals,
  SimilarQuery,
} from '../../../src/contract'
import type { Deps } from '../../deps'
import { encodeCursor } from '../../kernel/cursor'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { normaliseText } from '../../kernel/text'
import { callerOf } from '../../plumbing/auth'
import type { Standing } from '../membership'
import { acceptMany } from './accept-many'
import { actOnAppeal } from './act-on-appeal'
import { factsOf, findViewer } from './case-facts'
import { createAppeal } from './create-appeal'
import { findSimilar } from './find-similar'
import { listAppealsOfPlace, listMyAppeals } from './list-appeals'
import { refuseSee } from './policy'
import { type CaseRow, findCase } from './repository'
import { showAppeal, showLines } from './show-appeals'
import { summarise } from './summarise'

/** The texts of an action as they are stored. */
function normalise(action: AppealAction): AppealAction {
  const isLong = action.action === 'answer'
  const withText =
    'text' in action && action.text !== undefined
      ? { ...action, text: normaliseText(action.text, 'text', isLong ? LIMITS.appealText : LIMITS.reasonText) }
      : action
  return 'reason' in withText
    ? { ...withText, reason: normaliseText(withText.reason, 'reason', LIMITS.reasonText) }
    : withText
}

export const appealsRoutes: FastifyPluginAsyncTypebox<{ deps: Deps }> = async (app, { deps }) => {
  const { read } = deps.store
  const tags = ['appeals']

  async function page(found: { rows: CaseRow[]; standing: Standing }, limit: number, personId: string) {
    const rows = found.rows.slice(0, limit)
    const last = rows.at(-1)
    const hasMore = found.rows.length > limit && last !== undefined
    const items = await showLines(deps, rows, { personId, standing: found.standing })
    return { items, nextCursor: hasMore ? encodeCursor([last.createdAt, last.id]) : null }
  }

  app.put(
    '/appeals/:id',
    {
      schema: {
        tags,
        summary: 'Report something; the answer names its desk, its due time and similar open cases',
        params: IdParams,
        body: CreateAppealRequest,
        response: { 200: Appeal, 201: Appeal },
      },
    },
    async (request, reply) => {
      const { personId } = callerOf(request)
      const { id } = request.params
      const text = normaliseText(request.body.text, 'text', LIMITS.appealText)
      const { outcome, row } = await createAppeal(deps, { ...request.body, id, personId, text })
      const { placeId, category, location = null } = request.body
      const similar = await findSimilar(deps, { placeId, personId, category, location, exceptId: id })
      return reply.status(outcome === 'created' ? 201 : 200).send(await showAppeal(deps, row, personId, similar))
    },
  )

  app.get(
    '/appeals/:id',
    {
      config: { staffView: 'case' },
      schema: { tags, summary: 'A case with its file', params: IdParams, response: { 200: Appeal } },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const row = found(await findCase(read, request.params.id))
      refuseIf(refuseSee(await findViewer(read, row, personId, deps.clock.now()), factsOf(row)))
      return showAppeal(deps, row, personId)
    },
  )

  app.post(
    '/appeals/:id/actions',
    {
      schema: {
        tags,
        summary: 'Handle a case, rate it, withdraw it, or say that it concerns me too',
        params: IdParams,
        body: AppealAction,
        response: { 200: Appeal },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const action = normalise(request.body)
      const row = await actOnAppeal(deps, { appealId: request.params.id, personId, action })
      return showAppeal(deps, row, personId)
    },
  )

  app.post(
    '/appeals/actions',
    {
      schema: {
        tags,
        summary: 'Take on several cases at once, each for itself',
        body: AppealBulkAction,
        response: { 200: AppealBulkAnswer },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { id: actId, appealIds } = request.body
      return acceptMany(deps, { actId, appealIds, personId })
    },
  )

  app.get(
    '/places/:id/appeals',
    {
      config: { staffView: 'case' },
      schema: {
        tags,
        summary: 'The cases of a place, newest first, without names',
        params: IdParams,
        querystring: AppealsQuery,
        response: { 200: Page(AppealLine) },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { limit = LIMITS.pageDefault, cursor, state, category } = request.query
      const placeId = request.params.id
      return page(
        await listAppealsOfPlace(deps, { placeId, personId, state, category, cursor, limit: limit + 1 }),
        limit,
        personId,
      )
    },
  )

  app.get(
    '/places/:id/appeals/similar',
    {
      schema: {
        tags,
        summary: 'Open cases of a category near a point, or in the same building or grid',
        params: IdParams,
        querystring: SimilarQuery,
        response: { 200: SimilarAppeals },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { category, lng, lat } = request.query
      if ((lng === undefined) !== (lat === undefined)) {
        throw new Problem('invalid_request', { fields: [{ path: 'lng', message: 'a point is lng and lat' }] })
      }
      const location = lng === undefined || lat === undefined ? null : { lng, lat }
      return { items: await findSimilar(deps, { placeId: request.params.id, personId, category, location }) }
    },
  )

  app.get(
    '/places/:id/appeals/summary',
    {
      config: { staffView: 'case' },
      schema: {
        tags,
        summary: "The numbers of a place's cases: where they end, how fast, how well",
        params: IdParams,
        querystring: AppealsSummaryQuery,
        response: { 200: AppealsSummary },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { from, to } = request.query
      return summarise(deps, { placeId: request.params.id, personId, from, to })
    },
  )

  app.get(
    '/me/appeals',
    {
      schema: {
        tags,
        summary: 'What I reported or joined, newest first',
        querystring: MyAppealsQuery,
        response: { 200: Page(AppealLine) },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { limit = LIMITS.pageDefault, cursor } = request.query
      return page(await listMyAppeals(deps, { personId, cursor, limit: limit + 1 }), limit, personId)
    },
  )
}
