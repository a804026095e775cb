import type { Deps } from '../../deps'
import { newId } from '../../kernel/ids'
import { found, Problem, refuseIf } from '../../kernel/problem'
import type { Tx } from '../../storage/store'
import { isStaffOf } from '../membership'
import {
  factsOfShift,
  findActiveSignUp,
  findService,
  holdRoles,
  isOver,
  mayAttestAt,
  mayCheckInAt,
  refuseOrganise,
  type ServiceRow,
  type ShiftRow,
} from '../volunteering'
import type { AwardHours } from './award-hours'
import { type AttendanceCommand, award, entryOf, findShiftFor, recordAttendanceAct, takeTurn } from './find-turn'
import { refuseUnsuited } from './refuse-unsuited'
import type { NewEntry } from './repository'
import { attestableMinutes, roundMinutes } from './rules'
import { standIn } from './stand-in'

export type OrganiserCommand = AttendanceCommand & {
  action: 'attest' | 'excuse' | 'missed' | 'stand_in'
  ofPersonId: string
}

/**
 * The organiser says what became of somebody's turn: hours of those without a phone, who was excused, who did not come, who stood in.
 * @throws Problem own_attendance: nobody attests themselves
 */
export async function attest(deps: Deps, awardHours: AwardHours, command: OrganiserCommand): Promise<ServiceRow> {
  const { shiftId, personId, ofPersonId, action } = command
  const now = deps.clock.now()
  return deps.store.write(async (tx) => {
    const { shift, standing } = await findShiftFor(tx, command)
    refuseIf(refuseOrganise(standing, factsOfShift(shift)))
    if (ofPersonId === personId || command.standInId === personId) throw new Problem('own_attendance')
    if ((await recordAttendanceAct(tx, command, now)) === 'repeated')
      return found(await findService(tx, shiftId, ofPersonId))
    if (shift.state !== 'open') throw new Problem('wrong_state')
    // So that nobody leaves, or is passed over, in the same moment.
    await holdRoles(tx, shiftId)
    if (action === 'stand_in') return standIn(tx, shift, { ofPersonId, standInId: found(command.standInId), now })
    const isStaff = isStaffOf(standing, shift.path)
    const entry = await findEntry(tx, shift, ofPersonId, action === 'attest' && isStaff)
    if (action === 'excuse') return takeTurn(tx, entry, action, { at: now })
    const isInTime = action === 'attest' ? mayAttestAt(shift, isStaff, now) : mayCheckInAt(shift, now)
    if (!isInTime)
      throw new Problem('wrong_state', {
        sentence: isOver(shift, now) ? 'too_late_to_attest' : 'too_early_to_check_in',
      })
    if (action === 'missed') return takeTurn(tx, entry, action, { at: now })
    const minutes = roundMinutes(checkMinutes(shift, command.minutes ?? 0))
    const done = await takeTurn(tx, entry, action, { at: now, attestedById: personId, minutes })
    await award(tx, awardHours, shift, done, now)
    return done
  })
}

/** The turn of whoever has a place. Staff may also attest a resident who came without signing up: whoever has no phone could not. */
async function findEntry(tx: Tx, shift: ShiftRow, personId: string, maySkipSignUp: boolean): Promise<NewEntry> {
  const signUp = await findActiveSignUp(tx, shift.id, personId)
  if (signUp?.state === 'confirmed') return entryOf(shift, personId, signUp.id)
  const known = await findService(tx, shift.id, personId)
  if (known !== undefined) return entryOf(shift, personId, known.id)
  // A walk-in takes no part of its own: only the age is asked for.
  refuseIf(await refuseUnsuited(tx, shift, personId, []))
  if (!maySkipSignUp) throw new Problem('not_signed_up')
  return entryOf(shift, personId, newId())
}

export function checkMinutes(shift: ShiftRow, minutes: number): number {
  const minutesMax = attestableMinutes(shift)
  if (minutes <= minutesMax) return minutes
  throw new Problem('invalid_request', {
    fields: [{ path: 'minutes', message: `at most ${minutesMax} for this shift` }],
  })
}
