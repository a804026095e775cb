import type { Deps } from '../../deps'
import { dayOf } from '../../kernel/shanghai'
import { givePointsBack, tellOwner } from './act-on-redemption'
import { endRedemption, findRedemption, listExpired, listExpiring, putBackPiece, takeReminder } from './repository'
import { remindedUntil } from './rules'

const BATCH = 100

/** The job: what was not collected in time goes back on the shelf, and the points to whoever paid them; whoever has two days left is told. */
export async function expireRedemptions(deps: Deps): Promise<void> {
  for (let due = BATCH; due === BATCH; ) {
    const expired = await listExpired(deps.store.read, deps.clock.now(), BATCH)
    for (const { id } of expired) await expire(deps, id)
    due = expired.length
  }
  for (let due = BATCH; due === BATCH; ) {
    const expiring = await listExpiring(deps.store.read, remindedUntil(deps.clock.now()), BATCH)
    for (const { id } of expiring) await remind(deps, id)
    due = expiring.length
  }
}

async function expire(deps: Deps, id: string): Promise<void> {
  const end = { at: deps.clock.now(), byId: null }
  await deps.store.write(async (tx) => {
    if ((await endRedemption(tx, id, 'expired', end)) === 0) return
    const redemption = await findRedemption(tx, id)
    if (redemption === undefined) throw new Error(`broken belief: redemption ${id} has its reward and its person`)
    await putBackPiece(tx, redemption.rewardId)
    await tellOwner(tx, redemption, 'redemption_expired', end.at)
    await givePointsBack(tx, redemption, end)
  })
}

async function remind(deps: Deps, id: string): Promise<void> {
  const now = deps.clock.now()
  await deps.store.write(async (tx) => {
    if ((await takeReminder(tx, id, now)) === 0) return
    const redemption = await findRedemption(tx, id)
    if (redemption === undefined) return
    await tellOwner(tx, redemption, 'redemption_expiring', now, { date: dayOf(new Date(redemption.expiresAt)) })
  })
}
