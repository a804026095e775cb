import type { ErrorCode } from '../../../src/contract'
import { holdsRole, isStaffOf, livesIn, type Standing } from '../membership'

export interface GiftOfPolicy {
  giverId: string
  communityPath: string
}

/** The verified residents of the community, its partners, and its staff. */
export function refuseReadGifts(standing: Standing, communityPath: string): ErrorCode | null {
  const isThere = isStaffOf(standing, communityPath) || holdsRole(standing, ['partner'], communityPath)
  if (isThere || livesIn(standing, communityPath)) return null
  const isPending = standing.homes.some((home) => home.gridPath.startsWith(communityPath))
  const isOfficerBelow = standing.roles.some(
    (held) => held.placePath.startsWith(communityPath) && isStaffOf(standing, held.placePath),
  )
  if (isOfficerBelow) return null
  return isPending ? 'not_verified' : 'not_found'
}

/** Whoever belongs to the community may give to it. */
export function refuseGiving(standing: Standing, communityPath: string): ErrorCode | null {
  return refuseReadGifts(standing, communityPath)
}

/** Shared out, and ended, by whoever gave it and by the community's staff. */
export function refuseMindGift(standing: Standing, gift: GiftOfPolicy): ErrorCode | null {
  if (gift.giverId === standing.personId || isStaffOf(standing, gift.communityPath)) return null
  return refuseReadGifts(standing, gift.communityPath) ?? 'not_allowed'
}

export interface ShareOfPolicy extends GiftOfPolicy {
  receiverId: string
  gridPath: string
}

/** Handed over by the giver or by staff of the grid; called off by them, or by whoever it is for. To everybody else it is not there. */
export function refuseActOnShare(
  standing: Standing,
  share: ShareOfPolicy,
  verb: 'hand_over' | 'cancel',
): ErrorCode | null {
  const isMinder = share.giverId === standing.personId || isStaffOf(standing, share.gridPath)
  const isReceiver = share.receiverId === standing.personId
  if (!isMinder && !isReceiver) return 'not_found'
  return isMinder || verb === 'cancel' ? null : 'not_allowed'
}
