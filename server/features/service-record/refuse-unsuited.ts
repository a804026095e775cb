import type { ErrorCode } from '../../../src/contract'
import type { Reader } from '../../storage/store'
import { findStanding } from '../membership'
import { factsOfShift, hasSkills, isOldEnough, refuseSignUp, type ShiftRow } from '../volunteering'
import { listVolunteers } from '../volunteers'

/** What somebody is refused for whom the organiser puts down without a sign-up: the same as if they had signed up, and strangers do not exist. */
export async function refuseUnsuited(
  reader: Reader,
  shift: ShiftRow,
  personId: string,
  skills: readonly string[],
): Promise<ErrorCode | null> {
  if (refuseSignUp(await findStanding(reader, personId), factsOfShift(shift)) !== null) return 'not_found'
  const volunteer = (await listVolunteers(reader, [personId])).get(personId)
  if (!isOldEnough(volunteer?.birthMonth ?? null, shift.minimumAge, new Date(shift.startsAt))) return 'too_young'
  return hasSkills(volunteer?.skills ?? [], skills) ? null : 'skill_missing'
}
