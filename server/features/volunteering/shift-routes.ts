import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import {
  Attendance,
  Closed,
  CreateShiftRequest,
  IdParams,
  LIMITS,
  MyShiftsQuery,
  Page,
  PageQuery,
  Shift,
} from '../../../src/contract'
import type { Deps } from '../../deps'
import { decodeCursor, toPage } from '../../kernel/cursor'
import { BEFORE_ALL_IDS } from '../../kernel/ids'
import { found, refuseIf } from '../../kernel/problem'
import { callerOf } from '../../plumbing/auth'
import { findStanding } from '../membership'
import { listAttendance } from './attendance'
import { cancelShift } from './cancel-shift'
import { createShift, type PointsPerHour } from './create-shift'
import { normaliseShift } from './normalise'
import { refuseOrganise, refuseReadActivity } from './policy'
import { activityFacts, factsOfShift } from './presenter'
import { listMyShifts, presentShifts, readShift } from './read-shifts'
import { findActivity, findShift, listComingShifts } from './repository'

export const shiftRoutes: FastifyPluginAsyncTypebox<{ deps: Deps; pointsPerHour: PointsPerHour }> = async (
  app,
  { deps, pointsPerHour },
) => {
  const { read } = deps.store
  const tags = ['volunteering']

  app.put(
    '/shifts/:id',
    {
      schema: {
        tags,
        summary: 'Open a shift of an activity for sign-up (organiser)',
        params: IdParams,
        body: CreateShiftRequest,
        response: { 200: Shift, 201: Shift },
      },
    },
    async (request, reply) => {
      const { personId } = callerOf(request)
      const { id } = request.params
      const outcome = await createShift(deps, pointsPerHour, { ...normaliseShift(request.body), id, personId })
      const shift = await readShift(read, id, await findStanding(read, personId), deps.clock.now())
      return reply.status(outcome === 'created' ? 201 : 200).send(shift)
    },
  )

  app.get(
    '/shifts/:id',
    { schema: { tags, summary: 'A shift, and my place in it', params: IdParams, response: { 200: Shift } } },
    async (request) => {
      const standing = await findStanding(read, callerOf(request).personId)
      return readShift(read, request.params.id, standing, deps.clock.now())
    },
  )

  app.delete(
    '/shifts/:id',
    {
      schema: {
        tags,
        summary: 'Call a shift off; whoever signed up is told (organiser)',
        params: IdParams,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await cancelShift(deps, request.params.id, callerOf(request).personId)
      return reply.status(204).send(null)
    },
  )

  app.get(
    '/activities/:id/shifts',
    {
      schema: {
        tags,
        summary: 'The shifts of an activity that are not over, soonest first',
        params: IdParams,
        querystring: Closed(PageQuery),
        response: { 200: Page(Shift) },
      },
    },
    async (request) => {
      const { limit = LIMITS.pageDefault, cursor } = request.query
      const after = decodeCursor(cursor, ['time', 'id']) ?? ([new Date(0), BEFORE_ALL_IDS] as const)
      const activity = found(await findActivity(read, request.params.id))
      const standing = await findStanding(read, callerOf(request).personId)
      refuseIf(refuseReadActivity(standing, activityFacts(activity)))
      const now = deps.clock.now()
      const rows = await listComingShifts(read, activity, now, after, limit + 1)
      const { items, nextCursor } = toPage(
        rows,
        limit,
        (row) => [row.startsAt, row.id],
        (row) => row,
      )
      return { items: await presentShifts(read, items, standing, now), nextCursor }
    },
  )

  app.get(
    '/shifts/:id/sign-ups',
    {
      config: { staffView: 'volunteering' },
      schema: {
        tags,
        summary: 'Who is in, who waits, who came (organiser)',
        params: IdParams,
        querystring: Closed(PageQuery),
        response: { 200: Page(Attendance) },
      },
    },
    async (request) => {
      const { limit = LIMITS.pageDefault, cursor } = request.query
      const shift = found(await findShift(read, request.params.id))
      const standing = await findStanding(read, callerOf(request).personId)
      refuseIf(refuseOrganise(standing, factsOfShift(shift)))
      return listAttendance(read, shift, standing, { cursor, limit, now: deps.clock.now() })
    },
  )

  app.get(
    '/me/shifts',
    {
      schema: {
        tags,
        summary: 'My shifts: coming (soonest first) or past (latest first)',
        querystring: MyShiftsQuery,
        response: { 200: Page(Shift) },
      },
    },
    async (request) => {
      const { limit = LIMITS.pageDefault, cursor, when = 'coming' } = request.query
      const from = decodeCursor(cursor, ['time', 'id'])
      const standing = await findStanding(read, callerOf(request).personId)
      const shifts = await listMyShifts(read, standing, { when, from, now: deps.clock.now(), limit: limit + 1 })
      return toPage(
        shifts,
        limit,
        ({ startsAt, id }) => [Date.parse(startsAt), id],
        (shift) => shift,
      )
    },
  )
}
