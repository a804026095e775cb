import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Closed, LIMITS, Page, PageQuery, StaffView } from '../../../src/contract'
import type { Deps } from '../../deps'
import { decodeCursor, toPage } from '../../kernel/cursor'
import { AFTER_ALL_IDS } from '../../kernel/ids'
import { callerOf } from '../../plumbing/auth'
import { presentView } from './presenter'
import { listViews } from './repository'

export const staffViewsRoutes: FastifyPluginAsyncTypebox<{ deps: Deps }> = async (app, { deps }) => {
  app.get(
    '/me/staff-views',
    {
      schema: {
        tags: ['personal data'],
        summary: 'Who of the staff looked at my data: in which office, when, in what; newest first',
        querystring: Closed(PageQuery),
        response: { 200: Page(StaffView) },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { limit = LIMITS.pageDefault, cursor } = request.query
      const [before] = decodeCursor(cursor, ['id']) ?? [AFTER_ALL_IDS]
      const rows = await listViews(deps.store.read, personId, before, limit + 1)
      return toPage(rows, limit, ({ id }) => [id], presentView)
    },
  )
}
