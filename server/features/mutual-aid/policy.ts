import type { ErrorCode } from '../../../src/contract'
import { holdsRole, isStaffOf, livesIn, refuseGridLife, type Standing } from '../membership'

/** Asking and offering are for verified residents of the grid, and for the staff above it. */
export function refuseTakingPart(standing: Standing, grid: { id: string; path: string }): ErrorCode | null {
  return refuseGridLife(standing, grid)
}

/** What can be done or given is also said by a partner, in the grids of the place it is a partner of. */
export function refuseOffering(standing: Standing, grid: { id: string; path: string }): ErrorCode | null {
  return holdsRole(standing, ['partner'], grid.path) ? null : refuseTakingPart(standing, grid)
}

export interface NeedOfPolicy {
  requesterId: string
  visibility?: string
  communityPath: string
  gridPath: string
}

/** A need is read by the verified residents of the community, or only by its verified volunteers, and by staff. */
export function refuseReadNeed(standing: Standing, need: NeedOfPolicy, isVolunteer = false): ErrorCode | null {
  if (need.requesterId === standing.personId || isStaffOf(standing, need.gridPath)) return null
  const isShown = need.visibility !== 'volunteers' || isVolunteer
  if (livesIn(standing, need.communityPath)) return isShown ? null : 'not_found'
  return standing.homes.some((home) => need.gridPath.startsWith(home.gridPath)) ? 'not_verified' : 'not_found'
}

/** Who could help is looked at, and asked, by whoever needs it, and by staff on their behalf. */
export function refuseAsking(standing: Standing, need: NeedOfPolicy): ErrorCode | null {
  if (need.requesterId === standing.personId || isStaffOf(standing, need.gridPath)) return null
  return refuseReadNeed(standing, need) ?? 'not_allowed'
}

export function refuseCancelNeed(standing: Standing, need: NeedOfPolicy): ErrorCode | null {
  return refuseAsking(standing, need)
}

/** An offer is its maker's alone; nobody else need know of it. */
export function refuseChangeOffer(standing: Standing, offer: { helperId: string }): ErrorCode | null {
  return offer.helperId === standing.personId ? null : 'not_found'
}

export interface MatchOfPolicy {
  requesterId: string
  helperId: string
  gridPath: string
}

/** A match is between two people; staff of the grid see that it is there. */
export function refuseReadMatch(standing: Standing, match: MatchOfPolicy): ErrorCode | null {
  const isOne = match.requesterId === standing.personId || match.helperId === standing.personId
  return isOne || isStaffOf(standing, match.gridPath) ? null : 'not_found'
}

/** Until when what was spoken is heard: while somebody is asked, and while a yes stands. */
const HEARD_WHILE: readonly string[] = ['asked', 'accepted']

/** What was spoken with a need can name whoever needs it: the two of a match hear it, and nobody in between. */
export function mayHearMatch(
  { personId }: Standing,
  match: { requesterId: string; helperId: string; state: string },
): boolean {
  return (match.requesterId === personId || match.helperId === personId) && HEARD_WHILE.includes(match.state)
}

export type MatchVerb = 'accept' | 'decline' | 'cancel' | 'thank' | 'no_show' | 'unsafe'

/** The helper answers, the requester thanks and says that nobody came; either of them calls it off, or says that something was not right. */
export function refuseActOnMatch(standing: Standing, match: MatchOfPolicy, verb: MatchVerb): ErrorCode | null {
  const refusal = refuseReadMatch(standing, match)
  if (refusal !== null) return refusal
  const isHelper = match.helperId === standing.personId
  const isRequester = match.requesterId === standing.personId
  if (verb === 'accept' || verb === 'decline') return isHelper ? null : 'not_allowed'
  if (verb === 'thank' || verb === 'no_show') return isRequester ? null : 'not_allowed'
  return isHelper || isRequester ? null : 'not_allowed'
}

/** Whom the community knows as a volunteer is for its staff to say. */
export function refuseVouching(standing: Standing, place: { path: string }): ErrorCode | null {
  return refuseRunMatching(standing, place)
}

export function refuseRunMatching(standing: Standing, place: { path: string }): ErrorCode | null {
  if (holdsRole(standing, ['grid_officer', 'secretary', 'street_staff'], place.path)) return null
  return livesIn(standing, place.path) ? 'not_allowed' : 'not_found'
}
