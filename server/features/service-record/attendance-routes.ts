import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { CheckInCode, IdParams, ServiceBrief, ShiftAction } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { callerOf } from '../../plumbing/auth'
import { findStanding } from '../membership'
import { factsOfShift, findShift, presentService, refuseOrganise } from '../volunteering'
import { attest } from './attest'
import type { AwardHours } from './award-hours'
import { checkIn } from './check-in'
import { CODE, changesAt, codeOfStep, stepAt, toBase32 } from './check-in-code'

export const attendanceRoutes: FastifyPluginAsyncTypebox<{ deps: Deps; awardHours: AwardHours }> = async (
  app,
  { deps, awardHours },
) => {
  const tags = ['volunteering']

  app.get(
    '/shifts/:id/check-in-code',
    {
      schema: {
        tags,
        summary:
          'The code by which volunteers check in and out, new every 30 s, and its key for when there is no network (organiser)',
        params: IdParams,
        response: { 200: CheckInCode },
      },
    },
    async (request, reply) => {
      const shift = found(await findShift(deps.store.read, request.params.id))
      const standing = await findStanding(deps.store.read, callerOf(request).personId)
      refuseIf(refuseOrganise(standing, factsOfShift(shift)))
      if (shift.state !== 'open') throw new Problem('wrong_state')
      const now = deps.clock.now()
      const key = deps.secrets.checkInKey(shift.id)
      return reply.header('cache-control', 'no-store').send({
        code: codeOfStep(key, stepAt(now)),
        changesAt: changesAt(now).toISOString(),
        secret: toBase32(key),
        ...CODE,
        now: now.toISOString(),
      })
    },
  )

  app.post(
    '/shifts/:id/actions',
    {
      schema: {
        tags,
        summary: 'check_in, check_out with the code; attest, excuse, missed, stand_in (organiser)',
        params: IdParams,
        body: ShiftAction,
        response: { 200: ServiceBrief },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { id: actId, ...body } = request.body
      const wanted = readAction(body)
      const command = { shiftId: request.params.id, actId, personId }
      const row =
        wanted.by === 'volunteer'
          ? await checkIn(deps, awardHours, { ...command, ...wanted.act })
          : await attest(deps, awardHours, { ...command, ...wanted.act })
      return presentService(row)
    },
  )
}

const FIELDS = {
  check_in: ['code'],
  check_out: ['code'],
  attest: ['personId', 'minutes'],
  excuse: ['personId'],
  missed: ['personId'],
  stand_in: ['personId', 'standInId'],
} as const

const NOTHING = { code: null, ofPersonId: null, minutes: null, standInId: null }

/** Each act with what it takes, all of it and nothing else. @throws Problem invalid_request */
function readAction(body: Omit<ShiftAction, 'id'>) {
  const { action, code, personId, minutes = null, standInId = null } = body
  const taken: readonly string[] = FIELDS[action]
  const refuse = (path: string, message: string) => new Problem('invalid_request', { fields: [{ path, message }] })
  for (const name of ['code', 'personId', 'minutes', 'standInId'] as const) {
    if (body[name] === undefined && taken.includes(name)) throw refuse(name, `required to ${action}`)
    if (body[name] !== undefined && !taken.includes(name)) throw refuse(name, `${action} takes none`)
  }
  if (action === 'check_in' || action === 'check_out')
    return { by: 'volunteer' as const, act: { ...NOTHING, action, code: code ?? '' } }
  if (personId === standInId) throw refuse('standInId', 'the same person')
  return { by: 'organiser' as const, act: { ...NOTHING, action, ofPersonId: personId ?? '', minutes, standInId } }
}
