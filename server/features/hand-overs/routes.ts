import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import {
  Closed,
  CreateHandOverRequest,
  HandOver,
  HandOverAction,
  IdParams,
  LIMITS,
  Page,
  PageQuery,
  StaffMember,
} from '../../../src/contract'
import type { Deps } from '../../deps'
import { decodeCursor, toPage } from '../../kernel/cursor'
import { BEFORE_ALL_IDS } from '../../kernel/ids'
import { found, refuseIf } from '../../kernel/problem'
import { callerOf } from '../../plumbing/auth'
import { findStanding } from '../membership'
import { findPlace, idsOnPath } from '../places'
import { findDuties } from './find-duties'
import { endHandOverEarly, handOverDesk } from './hand-over-desk'
import { refuseStaff } from './policy'
import { presentHandOver, presentStaff } from './presenter'
import { listHandOversOf, listStaffAround } from './repository'

export const handOversRoutes: FastifyPluginAsyncTypebox<{ deps: Deps }> = async (app, { deps }) => {
  const { read } = deps.store
  const tags = ['hand-overs']

  app.get(
    '/places/:id/staff',
    {
      schema: {
        tags,
        summary: 'Staff at, above and below a place (staff)',
        params: IdParams,
        querystring: Closed(PageQuery),
        response: { 200: Page(StaffMember) },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { limit = LIMITS.pageDefault, cursor } = request.query
      const [afterId] = decodeCursor(cursor, ['id']) ?? [BEFORE_ALL_IDS]
      const place = found(await findPlace(read, request.params.id))
      refuseIf(refuseStaff(await findDuties(read, personId, deps.clock.now()), place.path))
      const around = { path: place.path, idsOnPath: idsOnPath(place.path) }
      const rows = await listStaffAround(read, around, afterId, limit + 1)
      return toPage(rows, limit, (row) => [row.roleId], presentStaff)
    },
  )

  app.put(
    '/hand-overs/:id',
    {
      schema: {
        tags,
        summary: 'A colleague looks after a desk for some days',
        params: IdParams,
        body: CreateHandOverRequest,
        response: { 200: HandOver, 201: HandOver },
      },
    },
    async (request, reply) => {
      const { personId } = callerOf(request)
      const { placeId, fromPersonId, toPersonId, from, until } = request.body
      const { outcome, handOver } = await handOverDesk(deps, {
        id: request.params.id,
        personId,
        placeId,
        absentId: fromPersonId ?? personId,
        substituteId: toPersonId,
        startsAt: new Date(from),
        endsAt: new Date(until),
      })
      const standing = await findStanding(read, personId)
      return reply.status(outcome === 'created' ? 201 : 200).send(presentHandOver(handOver, standing, deps.clock.now()))
    },
  )

  app.post(
    '/hand-overs/:id/actions',
    {
      schema: {
        tags,
        summary: 'End it early',
        params: IdParams,
        body: HandOverAction,
        response: { 200: HandOver },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const command = { handOverId: request.params.id, actId: request.body.id, personId }
      const handOver = await endHandOverEarly(deps, command)
      return presentHandOver(handOver, await findStanding(read, personId), deps.clock.now())
    },
  )

  app.get(
    '/me/hand-overs',
    {
      schema: {
        tags,
        summary: 'Desks that I handed over, look after, or had handed over, newest first',
        querystring: Closed(PageQuery),
        response: { 200: Page(HandOver) },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { limit = LIMITS.pageDefault, cursor } = request.query
      const rows = await listHandOversOf(read, personId, decodeCursor(cursor, ['time', 'id']), limit + 1)
      const standing = await findStanding(read, personId)
      const now = deps.clock.now()
      return toPage(
        rows,
        limit,
        (row) => [row.createdAt, row.id],
        (row) => presentHandOver(row, standing, now),
      )
    },
  )
}
