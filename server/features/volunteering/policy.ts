import type { ErrorCode, Role } from '../../../src/contract'
import { holdsRole, type Standing } from '../membership'
import { isWithin } from '../places'

/** The place of an activity, as far as it decides who may do what. */
export interface PlaceFacts {
  path: string
  isDemo: boolean
}

export interface ActivityFacts extends PlaceFacts {
  authorId: string
  state: string
}

/** Whose activities are open at once; they decide about those of the others. */
const APPROVERS: readonly Role[] = ['secretary', 'street_staff']
/** As in the ledger: the secretary gives points out, the street issues them. */
const BUDGET_HOLDERS: readonly Role[] = ['secretary', 'street_staff']
const STAFF: readonly Role[] = ['grid_officer', 'secretary', 'street_staff']
const ORGANISERS: readonly Role[] = [...STAFF, 'partner', 'micro_grid_leader']

/** How near somebody is to a place: they live there, wait to be let in, hold an office there or below it, or none of these. */
function tieTo(standing: Standing, placePath: string): 'resident' | 'pending' | 'office' | null {
  const touches = (path: string) => isWithin(path, placePath) || isWithin(placePath, path)
  const homes = standing.homes.filter(({ gridPath }) => touches(gridPath))
  if (homes.some(({ state }) => state === 'verified')) return 'resident'
  if (standing.roles.some(({ role, placePath: path }) => ORGANISERS.includes(role) && touches(path))) return 'office'
  return homes.length > 0 ? 'pending' : null
}

/** Points follow the hours: whoever answers for the budget puts them right, the organiser does not. */
export function refuseCorrectHours(standing: Standing, placePath: string): ErrorCode | null {
  return holdsRole(standing, BUDGET_HOLDERS, placePath) ? null : 'not_allowed'
}

export function refuseReadPlace(standing: Standing, placePath: string): ErrorCode | null {
  const tie = tieTo(standing, placePath)
  if (tie === null) return 'not_found'
  return tie === 'pending' ? 'not_verified' : null
}

/** A micro-grid leader invites the grid that their building is part of; everybody else organises at and below the place of their office. */
function mayInvite(standing: Standing, placePath: string): boolean {
  if (holdsRole(standing, ORGANISERS, placePath)) return true
  return standing.roles.some(({ role, placePath: building }) => {
    const grid = building.split('/').slice(0, -2).join('/')
    return role === 'micro_grid_leader' && placePath === `${grid}/`
  })
}

export function refuseCreateActivity(standing: Standing, place: PlaceFacts): ErrorCode | null {
  if (mayInvite(standing, place.path)) return null
  return refuseReadPlace(standing, place.path) ?? 'not_allowed'
}

/** What a partner, an officer or a micro-grid leader makes waits for the secretary; at a demo place nothing waits (api.md, Signing in). */
export function needsApproval(standing: Standing, place: PlaceFacts): boolean {
  return !place.isDemo && !holdsRole(standing, APPROVERS, place.path)
}

/** Who may promise more for an hour than the community's rule: whoever gives the points out, or issues them. */
export function mayPromiseMore(standing: Standing, place: PlaceFacts): boolean {
  return holdsRole(standing, BUDGET_HOLDERS, place.path)
}

/** Behind which paths somebody approves what others propose. */
export function approvingPaths({ roles }: Standing): string[] {
  return [...new Set(roles.filter(({ role }) => APPROVERS.includes(role)).map(({ placePath }) => placePath))]
}

/** An activity that is not open is there for its author and for staff above it. */
export function refuseReadActivity(standing: Standing, activity: ActivityFacts): ErrorCode | null {
  const refusal = refuseReadPlace(standing, activity.path)
  if (refusal !== null || activity.state === 'open' || activity.state === 'ended') return refusal
  const isConcerned = activity.authorId === standing.personId || holdsRole(standing, STAFF, activity.path)
  return isConcerned ? null : 'not_found'
}

/** Its author, as long as they hold the office, and the staff above it. */
export function organises(standing: Standing, activity: ActivityFacts): boolean {
  if (holdsRole(standing, STAFF, activity.path)) return true
  return activity.authorId === standing.personId && mayInvite(standing, activity.path)
}

export function refuseOrganise(standing: Standing, activity: ActivityFacts): ErrorCode | null {
  const refusal = refuseReadActivity(standing, activity)
  if (refusal !== null) return refusal
  return organises(standing, activity) ? null : 'not_allowed'
}

/** Approving and refusing: the secretary's, or the street's. */
export function refuseDecide(standing: Standing, activity: ActivityFacts): ErrorCode | null {
  const refusal = refuseReadActivity(standing, activity)
  if (refusal !== null) return refusal
  return holdsRole(standing, APPROVERS, activity.path) ? null : 'not_allowed'
}

/** A volunteer lives there: verified, in the place or in the grid that it is part of. */
export function refuseSignUp(standing: Standing, activity: ActivityFacts): ErrorCode | null {
  const refusal = refuseReadActivity(standing, activity)
  if (refusal !== null) return refusal
  return tieTo(standing, activity.path) === 'resident' ? null : 'not_allowed'
}
