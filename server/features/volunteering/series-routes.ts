import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { CreateShiftSeriesRequest, IdParams, ShiftSeries } from '../../../src/contract'
import type { Deps } from '../../deps'
import { callerOf } from '../../plumbing/auth'
import { findStanding } from '../membership'
import { cancelSeries } from './cancel-shift'
import { createSeries, type PointsPerHour } from './create-shift'
import { normaliseShift } from './normalise'
import { readSeries } from './read-shifts'

export const seriesRoutes: FastifyPluginAsyncTypebox<{ deps: Deps; pointsPerHour: PointsPerHour }> = async (
  app,
  { deps, pointsPerHour },
) => {
  const { read } = deps.store
  const tags = ['volunteering']

  app.put(
    '/shift-series/:id',
    {
      schema: {
        tags,
        summary: 'Open shifts that come again, by an RRULE in the time of Asia/Shanghai (organiser)',
        params: IdParams,
        body: CreateShiftSeriesRequest,
        response: { 200: ShiftSeries, 201: ShiftSeries },
      },
    },
    async (request, reply) => {
      const { personId } = callerOf(request)
      const { id } = request.params
      const outcome = await createSeries(deps, pointsPerHour, { ...normaliseShift(request.body), id, personId })
      const series = await readSeries(read, id, await findStanding(read, personId), deps.clock.now())
      return reply.status(outcome === 'created' ? 201 : 200).send(series)
    },
  )

  app.get(
    '/shift-series/:id',
    {
      schema: { tags, summary: 'Shifts that come again', params: IdParams, response: { 200: ShiftSeries } },
    },
    async (request) => {
      const standing = await findStanding(read, callerOf(request).personId)
      return readSeries(read, request.params.id, standing, deps.clock.now())
    },
  )

  app.delete(
    '/shift-series/:id',
    {
      schema: {
        tags,
        summary: 'Call off what is to come of a series; whoever signed up is told (organiser)',
        params: IdParams,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await cancelSeries(deps, request.params.id, callerOf(request).personId)
      return reply.status(204).send(null)
    },
  )
}
