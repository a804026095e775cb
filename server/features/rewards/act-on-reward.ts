import { LIMITS, type RewardAction } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { recordAct } from '../../storage/acts'
import type { Tx } from '../../storage/store'
import { findStanding } from '../membership'
import { refuseMinding } from './policy'
import { communityOf } from './presenter'
import { addStock, findReward, setRewardState } from './repository'

/** Whoever minds a reward puts more of it on the shelf, takes it off the list, or puts it back. */
export async function actOnReward(
  deps: Deps,
  { rewardId, personId, act }: { rewardId: string; personId: string; act: RewardAction },
): Promise<void> {
  const { id, action, pieces } = act
  const now = deps.clock.now()
  if ((action === 'restock') !== (pieces !== undefined))
    throw new Problem('invalid_request', { fields: [{ path: 'pieces', message: 'goes with restock' }] })
  await deps.store.write(async (tx) => {
    const reward = found(await findReward(tx, rewardId))
    refuseIf(refuseMinding(await findStanding(tx, personId), reward, communityOf(reward)))
    const body = { action, pieces }
    const record = { subjectKind: 'reward', subjectId: rewardId, id, action, personId, body, at: now }
    if ((await recordAct(tx, record)) === 'repeated') return
    const changed = await change(tx, rewardId, act)
    if (changed === 0) throw new Problem('wrong_state')
  })
}

function change(tx: Tx, rewardId: string, { action, pieces = 0 }: RewardAction): Promise<number> {
  if (action === 'restock') return addStock(tx, rewardId, pieces, LIMITS.rewardStock)
  return action === 'close'
    ? setRewardState(tx, rewardId, 'open', 'closed')
    : setRewardState(tx, rewardId, 'closed', 'open')
}
