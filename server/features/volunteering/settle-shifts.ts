import type { Deps } from '../../deps'
import { found } from '../../kernel/problem'
import type { Tx } from '../../storage/store'
import { notify } from '../notifications'
import { keepPlaces } from './keep-places'
import { release } from './leave-shift'
import { moveUp } from './move-up'
import {
  findNextShift,
  findShift,
  listShiftsToRelease,
  listShiftsToSettle,
  setHeldUntil,
  settleShiftRow,
} from './repository'
import { endAll, findSignUp, holdRoles, listUnanswered, saveCount } from './sign-up-repository'

const BATCH = 100

/**
 * The job: passes on released places that nobody answered for, gives out places that were kept long enough, and ends the waiting lists of
 * shifts that have begun. Each in a transaction of its own, so that one cut short is gone on with.
 */
export async function settleShifts(deps: Deps): Promise<void> {
  const { read, write } = deps.store
  const now = deps.clock.now()
  await eachOf(
    () => listUnanswered(read, now, BATCH),
    (id) => write((tx) => passOn(tx, id, now)),
  )
  await eachOf(
    () => listShiftsToRelease(read, now, BATCH),
    (id) => write((tx) => releaseKept(tx, id, now)),
  )
  await eachOf(
    () => listShiftsToSettle(read, now, BATCH),
    (id) => write((tx) => settle(tx, id, now)),
  )
}

async function eachOf(list: () => Promise<{ id: string }[]>, work: (id: string) => Promise<void>): Promise<void> {
  for (let found = BATCH; found === BATCH; ) {
    const due = await list()
    for (const { id } of due) await work(id)
    found = due.length
  }
}

/** Whoever did not answer in time gives the place to the next; unless the shift has begun, where it stays theirs: they may be on their way. */
async function passOn(tx: Tx, signUpId: string, now: Date): Promise<void> {
  const { shiftId } = found(await findSignUp(tx, signUpId))
  await holdRoles(tx, shiftId)
  const signUp = found(await findSignUp(tx, signUpId))
  const isDue = signUp.state === 'confirmed' && signUp.answerBy !== null && signUp.answerBy <= now.getTime()
  if (!isDue) return
  if (signUp.startsAt <= now.getTime()) {
    await tx.prisma.signUp.update({ where: { id: signUpId }, data: { answerBy: null } })
    return
  }
  await release(tx, signUpId, 'lapsed', now)
  const shift = found(await findShift(tx, shiftId))
  await notify(tx, {
    personIds: [signUp.personId],
    kind: 'shift_place_lapsed',
    params: { title: shift.title, startsAt: new Date(shift.startsAt).toISOString() },
    subject: { kind: 'shift', id: shiftId },
    at: now,
  })
}

async function releaseKept(tx: Tx, shiftId: string, now: Date): Promise<void> {
  const roles = await holdRoles(tx, shiftId)
  const shift = found(await findShift(tx, shiftId))
  await setHeldUntil(tx, shiftId, null)
  for (const role of roles) await moveUp(tx, shift, { ...role, held: 0 }, now)
}

/** The shift has begun: who still waits waited in vain, which counts for the next one, as it does for those whom it had no line for. */
async function settle(tx: Tx, shiftId: string, now: Date): Promise<void> {
  const roles = await holdRoles(tx, shiftId)
  if ((await settleShiftRow(tx, shiftId, now)) === 0) return
  const shift = found(await findShift(tx, shiftId))
  await endAll(tx, shiftId, { from: ['waiting'], to: 'unserved', at: now })
  for (const role of roles) await saveCount(tx, { ...role, waiting: 0, held: 0 })
  const next = await findNextShift(tx, shift, now)
  if (next !== undefined) await keepPlaces(tx, next.id, now)
}
