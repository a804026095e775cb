import { found } from '../../kernel/problem'
import type { Tx } from '../../storage/store'
import { notify } from '../notifications'
import { insertClaims, listClaimants } from './claim-repository'
import { findShift, setHeldUntil } from './repository'
import { FAIR_ACCESS, keptUntil, placesToKeep } from './rules'
import { holdRoles, saveCount } from './sign-up-repository'

/** More could not be told apart from everybody. */
const CLAIMANTS_MAX = 500

/**
 * Gives a first claim to a shift to those who waited in vain for its activity (rules.ts, FAIR_ACCESS), keeps places for them, and tells them.
 * Where it is too late to keep any, or all are taken, their claim still lets them move up before others who wait.
 */
export async function keepPlaces(tx: Tx, shiftId: string, now: Date): Promise<void> {
  const shift = found(await findShift(tx, shiftId))
  const since = new Date(now.getTime() - FAIR_ACCESS.withinDays * 86_400_000)
  const claimants = await listClaimants(tx, shift, { since, until: now }, FAIR_ACCESS.timesMin, CLAIMANTS_MAX)
  if (claimants.length === 0) return
  const personIds = claimants.map(({ personId }) => personId)
  const roles = await holdRoles(tx, shiftId)
  await insertClaims(tx, shift, personIds, now)
  const until = keptUntil(new Date(shift.startsAt), now)
  if (until !== null) {
    await setHeldUntil(tx, shiftId, until)
    for (const role of roles) {
      const more = placesToKeep(role, personIds.length)
      if (more > 0) await saveCount(tx, { ...role, held: role.held + more })
    }
  }
  await notify(tx, {
    personIds,
    kind: 'shift_first_claim',
    params: { title: shift.title, startsAt: new Date(shift.startsAt).toISOString() },
    subject: { kind: 'shift', id: shiftId },
    at: now,
  })
}
