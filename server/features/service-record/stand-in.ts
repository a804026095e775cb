import { newId } from '../../kernel/ids'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { hashRequest } from '../../kernel/request-hash'
import type { Tx } from '../../storage/store'
import { findStanding } from '../membership'
import {
  endSignUp,
  factsOfShift,
  findActiveSignUp,
  holdRoles,
  insertSignUps,
  listBusyPeople,
  refuseSignUp,
  type ServiceRow,
  type ShiftRow,
  saveCount,
} from '../volunteering'
import { entryOf, takeTurn } from './find-turn'

/**
 * Somebody came in another's stead: the place is theirs now, the other is neither missed nor excused. Whoever waited for the shift leaves the
 * line by it.
 * @throws Problem not_signed_up where there is no place to take over, already_signed_up where the other has one of their own
 */
export async function standIn(
  tx: Tx,
  shift: ShiftRow,
  { ofPersonId, standInId, now }: { ofPersonId: string; standInId: string; now: Date },
): Promise<ServiceRow> {
  const roles = await holdRoles(tx, shift.id)
  const signUp = await findActiveSignUp(tx, shift.id, ofPersonId)
  if (signUp?.state !== 'confirmed') throw new Problem('not_signed_up')
  refuseIf(refuseSignUp(await findStanding(tx, standInId), factsOfShift(shift)) === null ? null : 'not_found')
  const own = await findActiveSignUp(tx, shift.id, standInId)
  if (own?.state === 'confirmed') throw new Problem('already_signed_up')
  const times = { startsAt: new Date(signUp.startsAt), endsAt: new Date(signUp.endsAt) }
  const busy = await listBusyPeople(tx, [standInId], times)
  if (busy.some(({ shiftId }) => shiftId !== shift.id)) throw new Problem('overlap')
  const entry = entryOf(shift, ofPersonId, signUp.id)
  const replaced = await takeTurn(tx, entry, 'stand_in', { at: now, standInId })
  await endSignUp(tx, signUp.id, 'replaced', now)
  if (own !== undefined) await endSignUp(tx, own.id, 'left', now)
  for (const role of roles) {
    const isTheirs = role.id === signUp.roleId
    const waiting = role.waiting - Number(own?.roleId === role.id)
    if (isTheirs || waiting !== role.waiting)
      await saveCount(tx, { ...role, waiting, arrivals: role.arrivals + Number(isTheirs) })
  }
  const role = found(roles.find(({ id }) => id === signUp.roleId))
  const { communityId, shiftId, roleId, activityId } = signUp
  const made = { id: newId(now), personId: standInId, state: 'confirmed' as const, arrival: role.arrivals + 1 }
  await insertSignUps(tx, [
    {
      communityId,
      shiftId,
      roleId,
      activityId,
      ...made,
      ...times,
      createdAt: now,
      requestHash: hashRequest({ standInFor: ofPersonId }),
    },
  ])
  return replaced
}
