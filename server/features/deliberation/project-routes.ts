import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import {
  Closed,
  IdParams,
  LIMITS,
  Page,
  PageQuery,
  Ranking,
  RankingQuery,
  RatingLine,
  Talk,
  TalkQuery,
  TaskAction,
  Topic,
} from '../../../src/contract'
import type { Deps } from '../../deps'
import { normaliseText } from '../../kernel/text'
import { callerOf } from '../../plumbing/auth'
import { actOnTask } from './act-on-task'
import { listRatings } from './list-ratings'
import type { DeliberationPorts } from './ports'
import { rankProjects } from './rank-projects'
import { readTalk } from './read-talk'
import { showTopic } from './show-topics'

const tags = ['deliberation']

export const projectRoutes: FastifyPluginAsyncTypebox<{ deps: Deps; ports: DeliberationPorts }> = async (
  app,
  { deps, ports },
) => {
  app.post(
    '/tasks/:id/actions',
    {
      schema: {
        tags,
        summary: 'Claim a task, release it, or report how far it is; answers with its topic',
        params: IdParams,
        body: TaskAction,
        response: { 200: Topic },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { body } = request
      const action =
        body.action === 'report' && body.note !== undefined
          ? { ...body, note: normaliseText(body.note, 'note', LIMITS.ratingText) }
          : body
      const { topicId } = await actOnTask(deps, { taskId: request.params.id, personId, action })
      return showTopic(deps, topicId, personId)
    },
  )

  app.get(
    '/topics/:id/evaluations',
    {
      schema: {
        tags,
        summary: 'What residents say of an outcome, without their names, newest first (secretary)',
        params: IdParams,
        querystring: Closed(PageQuery),
        response: { 200: Page(RatingLine) },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { limit = LIMITS.pageDefault, cursor } = request.query
      return listRatings(deps, { topicId: request.params.id, personId, limit, cursor })
    },
  )

  app.get(
    '/places/:id/project-ranking',
    {
      schema: {
        tags,
        summary: 'What was carried out in a quarter or a year, ranked by what residents say of it',
        params: IdParams,
        querystring: RankingQuery,
        response: { 200: Ranking },
      },
    },
    async (request) => {
      const { year, quarter = null } = request.query
      const { personId } = callerOf(request)
      return rankProjects(deps, { placeId: request.params.id, personId, year, quarter })
    },
  )

  app.get(
    '/places/:id/talk',
    {
      schema: {
        tags,
        summary: 'What a place talks about: counts of categories and words, with what stands behind them (secretary)',
        params: IdParams,
        querystring: TalkQuery,
        response: { 200: Talk },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      return readTalk(deps, ports, { placeId: request.params.id, personId, days: request.query.days })
    },
  )
}
