import { randomInt } from 'node:crypto'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { hashRequest } from '../../kernel/request-hash'
import { assertSameRequest } from '../../storage/acts'
import type { Tx } from '../../storage/store'
import { openAccount, transferPoints } from '../ledger'
import { findStanding } from '../membership'
import { refuseRedeeming } from './policy'
import { communityOf } from './presenter'
import { findRedemption, findReward, insertRedemption, isCodeInUse, takePiece } from './repository'
import { expiryOf, pickupCodeOf } from './rules'

export interface RedeemRewardCommand {
  /** Of the redemption, and of the transfer that pays for it. */
  id: string
  personId: string
  rewardId: string
}

/**
 * A resident pays points for one piece of a reward, which is kept for them: piece, points and code in one transaction, all or none.
 * @throws Problem out_of_stock | not_enough_points | wrong_state where the reward is closed
 */
export async function redeemReward(deps: Deps, command: RedeemRewardCommand): Promise<'created' | 'exists'> {
  const { id, personId, rewardId } = command
  const requestHash = hashRequest({ rewardId })
  const now = deps.clock.now()
  return deps.store.write(async (tx) => {
    const known = await findRedemption(tx, id)
    if (known !== undefined) {
      assertSameRequest(known, requestHash, known.personId, personId)
      return 'exists'
    }
    const reward = found(await findReward(tx, rewardId))
    refuseIf(refuseRedeeming(await findStanding(tx, personId), communityOf(reward)))
    if ((await takePiece(tx, rewardId)) === 0)
      throw new Problem(reward.state === 'open' ? 'out_of_stock' : 'wrong_state')
    const { communityId, points } = reward
    const pickupCode = await drawCode(tx, communityId)
    const redemption = { communityId, id, rewardId, personId, points, pickupCode, createdAt: now, requestHash }
    await insertRedemption(tx, { ...redemption, expiresAt: expiryOf(now) })
    const account = await openAccount(tx, { communityId, kind: 'resident', ownerId: personId }, now)
    await transferPoints(tx, {
      id,
      communityId,
      debitAccountId: account.id,
      creditAccountId: reward.accountId,
      points,
      kind: 'redeem',
      reason: null,
      createdById: personId,
      createdAt: now,
    })
    return 'created'
  })
}

/** A code that stands for nothing else that waits in this community. Should another draw it at the same moment, the key refuses one of the two. */
async function drawCode(tx: Tx, communityId: string): Promise<string> {
  for (;;) {
    const code = pickupCodeOf(randomInt(100_000_000))
    if (!(await isCodeInUse(tx, communityId, code))) return code
  }
}
