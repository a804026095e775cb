import { newId } from '../../kernel/ids'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { hashRequest } from '../../kernel/request-hash'
import type { Tx } from '../../storage/store'
import { notify } from '../notifications'
import {
  endSignUp,
  findActiveSignUp,
  holdRoles,
  insertSignUps,
  listBusyPeople,
  listOf,
  mayCheckInAt,
  type ServiceRow,
  type ShiftRow,
  saveCount,
} from '../volunteering'
import { entryOf, takeTurn } from './find-turn'
import { refuseUnsuited } from './refuse-unsuited'

/**
 * Somebody came in another's stead: the place is theirs now, the other is neither missed nor excused, and both are told. Whoever waited for the
 * shift leaves the line by it. Not before people come: until then a place that comes free is for those who wait.
 * @throws Problem not_signed_up where there is no place to take over, already_signed_up where the other has one of their own, wrong_state before
 *   checking in begins, and what a sign-up of theirs would be refused for (too_young, skill_missing)
 */
export async function standIn(
  tx: Tx,
  shift: ShiftRow,
  { ofPersonId, standInId, now }: { ofPersonId: string; standInId: string; now: Date },
): Promise<ServiceRow> {
  if (!mayCheckInAt(shift, now)) throw new Problem('wrong_state', { sentence: 'too_early_to_check_in' })
  const roles = await holdRoles(tx, shift.id)
  const signUp = await findActiveSignUp(tx, shift.id, ofPersonId)
  if (signUp?.state !== 'confirmed') throw new Problem('not_signed_up')
  const role = found(roles.find(({ id }) => id === signUp.roleId))
  refuseIf(await refuseUnsuited(tx, shift, standInId, listOf(role.skills)))
  const own = await findActiveSignUp(tx, shift.id, standInId)
  if (own?.state === 'confirmed') throw new Problem('already_signed_up')
  const times = { startsAt: new Date(signUp.startsAt), endsAt: new Date(signUp.endsAt) }
  const busy = await listBusyPeople(tx, [standInId], times)
  if (busy.some(({ shiftId }) => shiftId !== shift.id)) throw new Problem('overlap')
  const entry = entryOf(shift, ofPersonId, signUp.id)
  const replaced = await takeTurn(tx, entry, 'stand_in', { at: now, standInId })
  await endSignUp(tx, signUp.id, 'replaced', now)
  if (own !== undefined) await endSignUp(tx, own.id, 'left', now)
  for (const each of roles) {
    const isTheirs = each.id === role.id
    const waiting = each.waiting - Number(own?.roleId === each.id)
    if (isTheirs || waiting !== each.waiting)
      await saveCount(tx, { ...each, waiting, arrivals: each.arrivals + Number(isTheirs) })
  }
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
  const about = {
    params: { title: shift.title, startsAt: new Date(shift.startsAt).toISOString() },
    subject: { kind: 'shift' as const, id: shift.id },
    at: now,
  }
  await notify(tx, { ...about, personIds: [standInId], kind: 'shift_stand_in' })
  await notify(tx, { ...about, personIds: [ofPersonId], kind: 'shift_replaced' })
  return replaced
}
