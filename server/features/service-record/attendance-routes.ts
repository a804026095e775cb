import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { CheckInCode, IdParams, ServiceBrief, ShiftAction } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { CODE, changesAt, codeOfStep, stepAt, toBase32 } from '../../kernel/rotating-code'
import { callerOf } from '../../plumbing/auth'
import { findStanding } from '../membership'
import { factsOfShift, findShift, presentService, refuseOrganise } from '../volunteering'
import { attest } from './attest'
import type { AwardHours } from './award-hours'
import { checkIn } from './check-in'
import { correctHours } from './correct-hours'
import type { CorrectPoints } from './correct-points'

export const attendanceRoutes: FastifyPluginAsyncTypebox<{
  deps: Deps
  awardHours: AwardHours
  correctPoints: CorrectPoints
}> = async (app, { deps, awardHours, correctPoints }) => {
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
        summary:
          'check_in, check_out with the code; attest, excuse, missed, stand_in (organiser); correct (secretary, street)',
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
      if (wanted.by === 'volunteer')
        return presentService(await checkIn(deps, awardHours, { ...command, ...wanted.act }))
      if (wanted.by === 'organiser')
        return presentService(await attest(deps, awardHours, { ...command, ...wanted.act }))
      return presentService(await correctHours(deps, correctPoints, { ...command, ...wanted.act }))
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
  correct: ['personId', 'minutes', 'reason'],
} as const

const NOTHING = { code: null, ofPersonId: null, minutes: null, standInId: null }

/** Each act with what it takes, all of it and nothing else. @throws Problem invalid_request */
function readAction(body: Omit<ShiftAction, 'id'>) {
  const { action, code, personId, minutes = null, standInId = null, reason = '' } = body
  const taken: readonly string[] = FIELDS[action]
  const refuse = (path: string, message: string) => new Problem('invalid_request', { fields: [{ path, message }] })
  for (const name of ['code', 'personId', 'minutes', 'standInId', 'reason'] as const) {
    if (body[name] === undefined && taken.includes(name)) throw refuse(name, `required to ${action}`)
    if (body[name] !== undefined && !taken.includes(name)) throw refuse(name, `${action} takes none`)
  }
  if (action === 'check_in' || action === 'check_out')
    return { by: 'volunteer' as const, act: { ...NOTHING, action, code: code ?? '' } }
  // Hours that were none at all are put right to none, and attested never.
  if (action === 'attest' && minutes === 0) throw refuse('minutes', 'at least one')
  if (action === 'correct')
    return {
      by: 'staff' as const,
      act: { ...NOTHING, action, ofPersonId: personId ?? '', minutes: minutes ?? 0, reason },
    }
  if (personId === standInId) throw refuse('standInId', 'the same person')
  return { by: 'organiser' as const, act: { ...NOTHING, action, ofPersonId: personId ?? '', minutes, standInId } }
}
