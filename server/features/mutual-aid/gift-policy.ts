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
  if (listPathsMinded(standing, communityPath).length > 0) return null
  return isPending ? 'not_verified' : 'not_found'
}

/** Whoever belongs to the community may give to it. */
export function refuseGiving(standing: Standing, communityPath: string): ErrorCode | null {
  return refuseReadGifts(standing, communityPath)
}

/** Where in the community somebody is staff: an officer sees what comes to their own grid. */
export function listPathsMinded(standing: Standing, communityPath: string): string[] {
  const paths = standing.roles.map(({ placePath }) => placePath)
  return paths.filter((path) => path.startsWith(communityPath) && isStaffOf(standing, path))
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

/** For whom a part is, and their door. A neighbour who gives need not know: the grid officer brings it. */
export function knowsReceiver(standing: Standing, share: ShareOfPolicy): boolean {
  const isThere = isStaffOf(standing, share.gridPath) || holdsRole(standing, ['partner'], share.gridPath)
  return isThere || share.receiverId === standing.personId
}

/** What is asked of verified volunteers alone is met by them, by partners and by staff. */
export function mayMeetNeed(
  giver: Standing,
  need: { visibility: string; gridPath: string },
  isVolunteer: boolean,
): boolean {
  if (need.visibility !== 'volunteers' || isVolunteer) return true
  return isStaffOf(giver, need.gridPath) || holdsRole(giver, ['partner'], need.gridPath)
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
