import type { CreateRewardRequest } from '../../../src/contract'
import type { Deps } from '../../deps'
import { refuseIf } from '../../kernel/problem'
import { hashRequest } from '../../kernel/request-hash'
import { assertSameRequest } from '../../storage/acts'
import { communityAt, openAccount } from '../ledger'
import { findStanding } from '../membership'
import { refuseProviding } from './policy'
import { findReward, insertReward } from './repository'

/** The texts are normalised already. */
export type CreateRewardCommand = CreateRewardRequest & { id: string; personId: string }

/** The secretary, or a partner, puts something on the shelf; it has an account of its own, to which points go that are spent on it. */
export async function createReward(deps: Deps, command: CreateRewardCommand): Promise<'created' | 'exists'> {
  const { id, personId, placeId, title, points, stock, pickup = null } = command
  const requestHash = hashRequest({ ...command, id: undefined, personId: undefined })
  const now = deps.clock.now()
  return deps.store.write(async (tx) => {
    const community = await communityAt(tx, placeId)
    refuseIf(refuseProviding(await findStanding(tx, personId), community))
    const known = await findReward(tx, id)
    if (known !== undefined) {
      assertSameRequest(known, requestHash, known.authorId, personId)
      return 'exists'
    }
    const communityId = community.id
    const account = await openAccount(tx, { communityId, kind: 'reward', ownerId: id }, now)
    const reward = { communityId, id, accountId: account.id, authorId: personId, title, points, stock, pickup }
    await insertReward(tx, { ...reward, createdAt: now, requestHash })
    return 'created'
  })
}
