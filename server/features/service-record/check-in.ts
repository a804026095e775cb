import type { Deps } from '../../deps'
import { found, Problem } from '../../kernel/problem'
import { stepOfCode } from '../../kernel/rotating-code'
import { isKnownAct } from '../../storage/acts'
import type { Tx } from '../../storage/store'
import {
  factsOfShift,
  findActiveSignUp,
  findService,
  holdRoles,
  mayCheckInAt,
  mayCheckOutAt,
  organises,
  refuseSignUp,
  type ServiceRow,
  type ShiftRow,
  type SignUpRow,
} from '../volunteering'
import type { AwardHours } from './award-hours'
import { type AttendanceCommand, award, entryOf, findShiftFor, recordAttendanceAct, takeTurn } from './find-turn'
import { forgetTries, spendCode, takeTry } from './repository'
import { allowsTurn, servedMinutes } from './rules'

/**
 * A volunteer comes, or goes, by the code on the organiser's phone. Nobody goes before it has begun: that would count as nothing, and be done.
 * @throws Problem own_attendance for organisers, who see the code; not_signed_up; code_expired; code_used; too_many_requests after ten tries
 */
export async function checkIn(
  deps: Deps,
  awardHours: AwardHours,
  command: AttendanceCommand & { action: 'check_in' | 'check_out'; code: string },
): Promise<ServiceRow> {
  const { shiftId, personId, action } = command
  const now = deps.clock.now()
  // On its own, so that a try counts whatever becomes of it.
  await deps.store.write((tx) => takeTryAt(tx, command, now))
  return deps.store.write(async (tx) => {
    // So that a place is not given back, or passed on, in the moment in which somebody comes for it.
    await holdRoles(tx, shiftId)
    const { shift, signUp } = await findOwnTurn(tx, command)
    if ((await recordAttendanceAct(tx, command, now)) === 'repeated')
      return found(await findService(tx, shiftId, personId))
    const service = await findService(tx, shiftId, personId)
    if (!allowsTurn(action, service?.state ?? null)) throw new Problem('wrong_state')
    if (!mayCheckInAt(shift, now)) throw new Problem('wrong_state', { sentence: 'too_early_to_check_in' })
    if (action === 'check_out' && !mayCheckOutAt(shift, now))
      throw new Problem('wrong_state', { sentence: 'too_early_to_check_out' })
    const step = stepOfCode(deps.secrets.checkInKey(shiftId), command.code, now)
    if (step === null) throw new Problem('code_expired')
    const use = { communityId: shift.communityId, shiftId, personId, step }
    if ((await spendCode(tx, use)) === 'spent_before') throw new Problem('code_used')
    await forgetTries(tx, signUp.id)
    const entry = entryOf(shift, personId, signUp.id)
    if (action === 'check_in') return takeTurn(tx, entry, action, { at: now, checkedInAt: now })
    const minutes = servedMinutes(shift, service?.checkedInAt ?? now.getTime(), now.getTime())
    const done = await takeTurn(tx, entry, action, { at: now, checkedOutAt: now, minutes })
    await award(tx, awardHours, shift, done, now)
    return done
  })
}

/** Counts a try, unless the request is one that was answered before. */
async function takeTryAt(tx: Tx, command: AttendanceCommand, now: Date): Promise<void> {
  const { signUp } = await findOwnTurn(tx, command)
  if (await isKnownAct(tx, 'shift', command.actId)) return
  if ((await takeTry(tx, signUp.id, now)) === 'too_many')
    throw new Problem('too_many_requests', { retryAfterSeconds: 600 })
}

async function findOwnTurn(tx: Tx, command: AttendanceCommand): Promise<{ shift: ShiftRow; signUp: SignUpRow }> {
  const { shift, standing } = await findShiftFor(tx, command)
  const facts = factsOfShift(shift)
  if (organises(standing, facts)) throw new Problem('own_attendance')
  const signUp = await findActiveSignUp(tx, shift.id, command.personId)
  if (signUp?.state === 'confirmed') return { shift, signUp }
  throw new Problem(refuseSignUp(standing, facts) ?? 'not_signed_up')
}
