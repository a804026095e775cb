import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import {
  ActivitiesQuery,
  Activity,
  ActivityAction,
  CreateActivityRequest,
  IdParams,
  LIMITS,
  Page,
} from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, refuseIf } from '../../kernel/problem'
import { normaliseLine, normaliseText } from '../../kernel/text'
import { callerOf } from '../../plumbing/auth'
import { findStanding } from '../membership'
import { actOnActivity } from './act-on-activity'
import { createActivity } from './create-activity'
import { listActivitiesOfPlace } from './list-activities'
import { normaliseActivity } from './normalise'
import { refuseReadActivity } from './policy'
import { activityFacts } from './presenter'
import { presentActivities } from './read-shifts'
import { findActivity } from './repository'

export const activityRoutes: FastifyPluginAsyncTypebox<{ deps: Deps }> = async (app, { deps }) => {
  const { read } = deps.store
  const tags = ['volunteering']

  async function readActivity(id: string, personId: string): Promise<Activity> {
    const row = found(await findActivity(read, id))
    const standing = await findStanding(read, personId)
    refuseIf(refuseReadActivity(standing, activityFacts(row)))
    return found((await presentActivities(read, [row], standing, deps.clock.now()))[0])
  }

  app.put(
    '/activities/:id',
    {
      schema: {
        tags,
        summary:
          'Invite residents to lend a hand (secretary, street, officer; partner and micro-grid leader: approved by the secretary)',
        params: IdParams,
        body: CreateActivityRequest,
        response: { 200: Activity, 201: Activity },
      },
    },
    async (request, reply) => {
      const { personId } = callerOf(request)
      const { id } = request.params
      const outcome = await createActivity(deps, { ...normaliseActivity(request.body), id, personId })
      return reply.status(outcome === 'created' ? 201 : 200).send(await readActivity(id, personId))
    },
  )

  app.get(
    '/activities/:id',
    { schema: { tags, summary: 'An activity with its next shifts', params: IdParams, response: { 200: Activity } } },
    async (request) => readActivity(request.params.id, callerOf(request).personId),
  )

  app.get(
    '/places/:id/activities',
    {
      schema: {
        tags,
        summary: 'What one can lend a hand with around a place, newest first',
        params: IdParams,
        querystring: ActivitiesQuery,
        response: { 200: Page(Activity) },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { limit = LIMITS.pageDefault, cursor, state } = request.query
      const query = { placeId: request.params.id, personId, state, cursor, limit }
      return listActivitiesOfPlace(read, query, deps.clock.now())
    },
  )

  app.post(
    '/activities/:id/actions',
    {
      schema: {
        tags,
        summary: 'approve, refuse with a reason (secretary, street); note_insurance, end (organiser)',
        params: IdParams,
        body: ActivityAction,
        response: { 200: Activity },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { id: actId, action, reason, insurance } = request.body
      const activityId = request.params.id
      await actOnActivity(deps, {
        activityId,
        personId,
        actId,
        action,
        reason: reason === undefined ? null : normaliseText(reason, 'reason', LIMITS.reasonText),
        insurance: insurance === undefined ? null : normaliseLine(insurance, 'insurance', LIMITS.insurance),
      })
      return readActivity(activityId, personId)
    },
  )
}
