import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import {
  CareTask,
  CareTaskAction,
  CareTasksQuery,
  Closed,
  CreateSensorConsentRequest,
  IdParams,
  LIMITS,
  Page,
  PageQuery,
  SensorConsent,
  SensorConsentAction,
} from '../../../src/contract'
import type { Deps } from '../../deps'
import { decodeCursor, toPage } from '../../kernel/cursor'
import { BEFORE_ALL_IDS } from '../../kernel/ids'
import { found, refuseIf } from '../../kernel/problem'
import { normaliseText } from '../../kernel/text'
import { callerOf } from '../../plumbing/auth'
import { findDuties } from '../hand-overs'
import { findPlace } from '../places'
import { actOnCareTask } from './act-on-care-task'
import { listConsentsOf } from './consent-repository'
import { giveConsent } from './give-consent'
import { refuseCareAt } from './policy'
import { presentCareTask, presentConsent } from './presenter'
import { type CarePosition, findCareTask, listCareTasks } from './repository'
import { withdrawConsent } from './withdraw-consent'

const tags = ['care']

export const careRoutes: FastifyPluginAsyncTypebox<{ deps: Deps }> = async (app, { deps }) => {
  const { read } = deps.store

  app.get(
    '/places/:id/care-tasks',
    {
      schema: {
        tags,
        summary: 'Neighbours to look in on, soonest due first (micro-grid leader, grid officer, secretary)',
        params: IdParams,
        querystring: CareTasksQuery,
        response: { 200: Page(CareTask) },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { state = null, limit = LIMITS.pageDefault, cursor } = request.query
      const after = positionOf(cursor)
      const place = found(await findPlace(read, request.params.id))
      const standing = await findDuties(read, personId, deps.clock.now())
      refuseIf(refuseCareAt(standing, place.path))
      const { kind } = place
      if (kind !== 'building' && kind !== 'grid' && kind !== 'community') return { items: [], nextCursor: null }
      const rows = await listCareTasks(read, { kind, id: place.id }, { state, after, limit: limit + 1 })
      return toPage(
        rows,
        limit,
        (row) => [row.dueAt, row.id],
        (row) => presentCareTask(row, standing),
      )
    },
  )

  app.get(
    '/care-tasks/:id',
    {
      schema: {
        tags,
        summary: 'A neighbour to look in on (micro-grid leader, grid officer, secretary)',
        params: IdParams,
        response: { 200: CareTask },
      },
    },
    async (request) => {
      const task = found(await findCareTask(read, request.params.id))
      const standing = await findDuties(read, callerOf(request).personId, deps.clock.now())
      refuseIf(refuseCareAt(standing, task.buildingPath))
      return presentCareTask(task, standing)
    },
  )

  app.post(
    '/care-tasks/:id/actions',
    {
      schema: {
        tags,
        summary: 'Take a care task, or finish it with what was found',
        params: IdParams,
        body: CareTaskAction,
        response: { 200: CareTask },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { body } = request
      const task = await actOnCareTask(deps, {
        taskId: request.params.id,
        personId,
        actId: body.id,
        action: body.action,
        report: body.action === 'finish' ? normaliseText(body.report, 'report', LIMITS.reasonText) : '',
      })
      return presentCareTask(task, await findDuties(read, personId, deps.clock.now()))
    },
  )

  app.put(
    '/sensor-consents/:id',
    {
      schema: {
        tags,
        summary: 'Say yes to a sensor at my own door',
        params: IdParams,
        body: CreateSensorConsentRequest,
        response: { 200: SensorConsent, 201: SensorConsent },
      },
    },
    async (request, reply) => {
      const { personId } = callerOf(request)
      const { outcome, consent } = await giveConsent(deps, { ...request.body, id: request.params.id, personId })
      return reply.status(outcome === 'created' ? 201 : 200).send(presentConsent(consent))
    },
  )

  app.post(
    '/sensor-consents/:id/actions',
    {
      schema: {
        tags,
        summary: 'Withdraw my yes to a sensor',
        params: IdParams,
        body: SensorConsentAction,
        response: { 200: SensorConsent },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      return presentConsent(
        await withdrawConsent(deps, { consentId: request.params.id, personId, actId: request.body.id }),
      )
    },
  )

  app.get(
    '/me/sensor-consents',
    {
      schema: {
        tags,
        summary: 'The sensors I agreed to, newest first',
        querystring: Closed(PageQuery),
        response: { 200: Page(SensorConsent) },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { limit = LIMITS.pageDefault, cursor } = request.query
      const rows = await listConsentsOf(read, personId, decodeCursor(cursor, ['time', 'id']), limit + 1)
      return toPage(rows, limit, (row) => [row.givenAt, row.id], presentConsent)
    },
  )
}

function positionOf(cursor: string | undefined): CarePosition {
  return decodeCursor(cursor, ['time', 'id']) ?? [new Date(0), BEFORE_ALL_IDS]
}
