import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import type { Tx } from '../../storage/store'
import { findStanding } from '../membership'
import { notify } from '../notifications'
import { refuseOrganise } from './policy'
import { activityFacts, factsOfShift } from './presenter'
import { cancelShiftRow, findActivity, findSeries, findShift, listShiftsOfSeries } from './repository'
import { endAll, holdRoles, saveCount } from './sign-up-repository'
import { isToCome } from './times'

/**
 * The organiser calls a shift off that has not begun; whoever is in or waits is told. Again is the same as once.
 * @throws Problem wrong_state where it has begun: who is there keeps the hours
 */
export async function cancelShift(deps: Deps, shiftId: string, personId: string): Promise<void> {
  const now = deps.clock.now()
  await deps.store.write(async (tx) => {
    const shift = found(await findShift(tx, shiftId))
    refuseIf(refuseOrganise(await findStanding(tx, personId), factsOfShift(shift)))
    if (shift.state === 'cancelled') return
    if (!isToCome(shift, now)) throw new Problem('wrong_state')
    await cancelShiftInTx(tx, shiftId, now)
  })
}

/**
 * The organiser calls off what is to come of a series; a shift that has begun goes on. Again is the same as once.
 * @throws Problem wrong_state where all of it has begun
 */
export async function cancelSeries(deps: Deps, seriesId: string, personId: string): Promise<void> {
  const now = deps.clock.now()
  await deps.store.write(async (tx) => {
    const { activityId } = found(await findSeries(tx, seriesId))
    const activity = found(await findActivity(tx, activityId))
    refuseIf(refuseOrganise(await findStanding(tx, personId), activityFacts(activity)))
    const toCome = (await listShiftsOfSeries(tx, seriesId)).filter((shift) => isToCome(shift, now))
    if (toCome.length === 0) throw new Problem('wrong_state')
    for (const { id } of toCome) await cancelShiftInTx(tx, id, now)
  })
}

export async function cancelShiftInTx(tx: Tx, shiftId: string, now: Date): Promise<void> {
  const roles = await holdRoles(tx, shiftId)
  if ((await cancelShiftRow(tx, shiftId)) === 'cancelled_before') return
  const shift = found(await findShift(tx, shiftId))
  const people = await endAll(tx, shiftId, { from: ['confirmed', 'waiting'], to: 'cancelled', at: now })
  for (const role of roles) await saveCount(tx, { ...role, confirmed: 0, waiting: 0, held: 0 })
  await notify(tx, {
    personIds: people.map(({ personId }) => personId),
    kind: 'shift_cancelled',
    params: { title: shift.title, startsAt: new Date(shift.startsAt).toISOString() },
    subject: { kind: 'shift', id: shiftId },
    at: now,
  })
}
