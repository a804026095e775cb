import type { Tx } from '../../storage/store'
import { notify } from '../notifications'
import type { ShiftRow } from './repository'
import { answerUntil, freePlaces } from './rules'
import { confirmWaiting, listWaiting, type RoleRow, saveCount } from './sign-up-repository'

/**
 * Gives the free places of a role to those who wait, and tells them; each has two hours to answer. Not once the shift has begun: nobody can
 * be expected to come running. The role is held by the caller (holdRoles), and its count is saved here.
 */
export async function moveUp(tx: Tx, shift: ShiftRow, role: RoleRow, now: Date): Promise<void> {
  const free = shift.state === 'open' && shift.startsAt > now.getTime() ? freePlaces(role) : 0
  const next = free > 0 && role.waiting > 0 ? await listWaiting(tx, role, free) : []
  await saveCount(tx, { ...role, confirmed: role.confirmed + next.length, waiting: role.waiting - next.length })
  if (next.length === 0) return
  const answerBy = answerUntil(new Date(shift.startsAt), now)
  await confirmWaiting(
    tx,
    next.map(({ id }) => id),
    answerBy,
    now,
  )
  await notify(tx, {
    personIds: next.map(({ personId }) => personId),
    kind: 'shift_moved_up',
    params: {
      title: shift.title,
      startsAt: new Date(shift.startsAt).toISOString(),
      answerBy: answerBy.toISOString(),
    },
    subject: { kind: 'shift', id: shift.id },
    at: now,
  })
}
