import type { ErrorCode, Role } from '../../../src/contract'
import { type CommunityFacts, refuseStranger } from '../ledger'
import { holdsRole, isStaffOf, type Standing } from '../membership'

/** Rewards are the community's; a partner sponsors its own. */
const PROVIDERS: readonly Role[] = ['secretary', 'partner']

const isPartner = (standing: Standing, community: CommunityFacts) => holdsRole(standing, ['partner'], community.path)

export function refuseRewards(standing: Standing, community: CommunityFacts): ErrorCode | null {
  return isPartner(standing, community) ? null : refuseStranger(standing, community)
}

export function refuseProviding(standing: Standing, community: CommunityFacts): ErrorCode | null {
  return holdsRole(standing, PROVIDERS, community.path) ? null : (refuseStranger(standing, community) ?? 'not_allowed')
}

/** The secretary minds every reward, a partner what it sponsors. */
export function refuseMinding(
  standing: Standing,
  reward: { authorId: string },
  community: CommunityFacts,
): ErrorCode | null {
  if (holdsRole(standing, ['secretary'], community.path)) return null
  if (isPartner(standing, community) && reward.authorId === standing.personId) return null
  return refuseRewards(standing, community) ?? 'not_allowed'
}

/** Points are spent where one lives. */
export function refuseRedeeming(standing: Standing, community: CommunityFacts): ErrorCode | null {
  const refusal = refuseStranger({ ...standing, roles: [] }, community)
  if (refusal !== 'not_found') return refusal
  return refuseRewards(standing, community) ?? 'not_allowed'
}

/** Who stands at the desk: staff of the community, and the partner who sponsors the reward. */
export function refuseDesk(
  standing: Standing,
  reward: { authorId: string } | null,
  community: CommunityFacts,
): ErrorCode | null {
  if (isStaffOf(standing, community.path)) return null
  const isSponsor = reward !== null && reward.authorId === standing.personId
  if (isPartner(standing, community) && isSponsor) return null
  return refuseRewards(standing, community) ?? 'not_allowed'
}

/** One's own, or one's desk's. To everybody else it is not there. */
export function refuseRedemption(
  standing: Standing,
  redemption: { personId: string; authorId: string },
  community: CommunityFacts,
): ErrorCode | null {
  if (redemption.personId === standing.personId) return null
  return refuseDesk(standing, redemption, community) === null ? null : 'not_found'
}
