import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { DeskCounts, DeskItem, DeskQuery, LIMITS, Page } from '../../../src/contract'
import type { Deps } from '../../deps'
import { callerOf } from '../../plumbing/auth'
import { countDeskAppeals } from '../appeals'
import { countCareTasksWaitingFor } from '../care'
import { findDuties } from '../hand-overs'
import { countCasesWaitingFor, type ModerationPorts } from '../moderation'
import { countActivitiesWaitingFor } from '../volunteering'
import { findMyGrids } from './find-my-grids'
import { listDesk } from './list-desk'
import { countMembershipsWaitingFor } from './repository'

export const deskRoutes: FastifyPluginAsyncTypebox<{ deps: Deps; ports: ModerationPorts }> = async (
  app,
  { deps, ports },
) => {
  const { read } = deps.store

  app.get(
    '/me/desk',
    {
      config: { staffView: 'desk' },
      schema: {
        tags: ['desk'],
        summary: 'What waits for me, soonest due first (staff)',
        querystring: DeskQuery,
        response: { 200: Page(DeskItem) },
      },
    },
    async (request) => {
      const { personId, language } = callerOf(request)
      const { kind, limit = LIMITS.pageDefault, cursor } = request.query
      return listDesk(deps, ports, { personId, kind, limit, cursor, language })
    },
  )

  app.get(
    '/me/desk/counts',
    { schema: { tags: ['desk'], summary: 'How much waits for me (staff)', response: { 200: DeskCounts } } },
    async (request) => {
      const { personId } = callerOf(request)
      const { standing, verifying, moderating } = await findMyGrids(read, personId)
      return {
        membership: await countMembershipsWaitingFor(read, personId, verifying),
        report: await countCasesWaitingFor(read, personId, moderating),
        appeal: await countDeskAppeals(deps, personId),
        care_task: await countCareTasksWaitingFor(read, await findDuties(read, personId, deps.clock.now())),
        activity: await countActivitiesWaitingFor(read, standing),
      }
    },
  )
}
