import type { Redemption, Reward } from '../../../src/contract'
import { type ImageAddress, presentPersonBrief } from '../identity'
import type { Standing } from '../membership'
import { refuseDesk, refuseMinding, refuseRedeeming } from './policy'
import type { RedemptionRow, RewardRow } from './repository'
import { refuseEnding } from './rules'

export const communityOf = (row: { communityId: string; communityPath: string }) => ({
  id: row.communityId,
  path: row.communityPath,
})

export function presentReward(row: RewardRow, standing: Standing): Reward {
  const community = communityOf(row)
  const isOpen = row.state === 'open'
  const mayMind = refuseMinding(standing, row, community) === null
  return {
    id: row.id,
    placeId: row.communityId,
    title: row.title,
    points: row.points,
    stock: row.stock,
    reserved: row.reserved,
    pickup: row.pickup,
    state: row.state,
    accountId: row.accountId,
    createdAt: new Date(row.createdAt).toISOString(),
    can: {
      redeem: isOpen && row.stock > 0 && refuseRedeeming(standing, community) === null,
      restock: mayMind,
      close: mayMind && isOpen,
      reopen: mayMind && !isOpen,
    },
  }
}

export function presentRedemption(
  row: RedemptionRow,
  standing: Standing,
  now: Date,
  addressOf: ImageAddress,
): Redemption {
  const isOwn = row.personId === standing.personId
  const isAtDesk = refuseDesk(standing, row, communityOf(row)) === null
  const canEnd = refuseEnding(row, now) === null
  return {
    id: row.id,
    rewardId: row.rewardId,
    title: row.title,
    pickup: row.pickup,
    place: { id: row.communityId, kind: 'community', name: row.communityName },
    points: row.points,
    state: row.state,
    pickupCode: isOwn ? row.pickupCode : null,
    person: isAtDesk ? presentPersonBrief({ ...row, id: row.personId }, addressOf) : null,
    transferId: row.id,
    expiresAt: new Date(row.expiresAt).toISOString(),
    createdAt: new Date(row.createdAt).toISOString(),
    endedAt: row.endedAt === null ? null : new Date(row.endedAt).toISOString(),
    can: { collect: canEnd && isAtDesk && !isOwn, cancel: canEnd && (isOwn || isAtDesk) },
  }
}
