import { type ErrorCode, LIMITS, type Relation, type Role } from '../../../src/contract'
import { isWithin } from '../places'

/** What ties a person to places: the homes they were verified in, those still being checked, and the roles they hold. */
export interface Standing {
  personId: string
  homes: readonly Home[]
  roles: readonly HeldRole[]
}

export interface Home {
  membershipId: string
  state: 'pending' | 'verified'
  relation: Relation
  communityId: string
  gridId: string
  gridPath: string
  buildingId: string
  householdId: string
}

export interface HeldRole {
  role: Role
  placeId: string
  placePath: string
}

const VERIFIERS: readonly Role[] = ['grid_officer', 'secretary', 'street_staff']
const MODERATORS: readonly Role[] = ['grid_officer', 'secretary', 'street_staff']
const NOTICE_WRITERS: readonly Role[] = ['secretary', 'street_staff']
const STAFF: readonly Role[] = ['grid_officer', 'secretary', 'street_staff']

/** A role counts at its own place and below it, nowhere else. */
export function holdsRole(standing: Standing, roles: readonly Role[], placePath: string): boolean {
  return standing.roles.some((held) => roles.includes(held.role) && isWithin(placePath, held.placePath))
}

export function isStaffOf(standing: Standing, placePath: string): boolean {
  return holdsRole(standing, STAFF, placePath)
}

export function isVerifiedIn(standing: Standing, gridId: string): boolean {
  return standing.homes.some((home) => home.state === 'verified' && home.gridId === gridId)
}

/** Verified in a grid at or below the place, or in a grid that the place is part of. */
export function livesIn(standing: Standing, placePath: string): boolean {
  return standing.homes.some(
    (home) => home.state === 'verified' && (isWithin(home.gridPath, placePath) || isWithin(placePath, home.gridPath)),
  )
}

/** Whoever has no tie to a place is told that it is not there, so that nobody learns what goes on elsewhere. */
export function refuseRead(standing: Standing, placePath: string): ErrorCode | null {
  return isStaffOf(standing, placePath) || livesIn(standing, placePath) ? null : 'not_found'
}

/** Reading and writing the life of a grid: its verified residents and the staff above it. */
export function refuseGridLife(standing: Standing, grid: { id: string; path: string }): ErrorCode | null {
  if (isStaffOf(standing, grid.path) || isVerifiedIn(standing, grid.id)) return null
  return standing.homes.some((home) => home.gridId === grid.id) ? 'not_verified' : 'not_found'
}

/** A few requests may wait at once, not a hundred (rules.ts, refuseRequest). */
export function mayAskForHome(standing: Standing): boolean {
  return standing.homes.filter(({ state }) => state === 'pending').length < LIMITS.membershipsPending
}

export function refuseNoticeWriting(standing: Standing, placePath: string): ErrorCode | null {
  if (holdsRole(standing, NOTICE_WRITERS, placePath)) return null
  return refuseRead(standing, placePath) ?? 'not_allowed'
}

export function refuseVerifying(standing: Standing, placePath: string): ErrorCode | null {
  if (holdsRole(standing, VERIFIERS, placePath)) return null
  return refuseRead(standing, placePath) ?? 'not_allowed'
}

/** Who asks for which door is theirs and their grid's staff's to know: not even the neighbours are told that it was asked. */
export function refuseReadingMembership(
  standing: Standing,
  membership: { personId: string; gridPath: string },
): ErrorCode | null {
  const isOwn = membership.personId === standing.personId
  return isOwn || holdsRole(standing, VERIFIERS, membership.gridPath) ? null : 'not_found'
}

export function refuseModerating(standing: Standing, placePath: string): ErrorCode | null {
  if (holdsRole(standing, MODERATORS, placePath)) return null
  return refuseRead(standing, placePath) ?? 'not_allowed'
}
