import type { ErrorCode, Role } from '../../../src/contract'
import { holdsRole, isVerifiedIn, refuseRead, type Standing } from '../membership'
import { isWithin } from '../places'

/** What decides who may do what with an alert. */
export interface AlertFacts {
  placePath: string
  communityPath: string
  state: 'open' | 'ended'
}

/** Those who raise an alert, look after it and end it: the grid officer, the community, and the street with its police desk. */
const KEEPERS: readonly Role[] = ['grid_officer', 'secretary', 'street_staff']
/** Whoever works anywhere in the community looks out too. */
const LOOKERS: readonly Role[] = [...KEEPERS, 'micro_grid_leader']

/** The verified residents of the community, and its staff from the building to the street. */
export function refuseSee(standing: Standing, communityPath: string): ErrorCode | null {
  const livesThere = standing.homes.some(
    (home) => isWithin(home.gridPath, communityPath) && isVerifiedIn(standing, home.gridId),
  )
  const worksThere = standing.roles.some(
    ({ role, placePath }) =>
      LOOKERS.includes(role) && (isWithin(placePath, communityPath) || isWithin(communityPath, placePath)),
  )
  return livesThere || worksThere ? null : 'not_found'
}

/** The alerts of a place above communities are for its staff. */
export function refuseSeeAll(standing: Standing, placePath: string): ErrorCode | null {
  if (holdsRole(standing, KEEPERS, placePath)) return null
  return refuseRead(standing, placePath) ?? 'not_allowed'
}

export function refuseRaise(
  standing: Standing,
  place: Pick<AlertFacts, 'placePath' | 'communityPath'>,
): ErrorCode | null {
  if (holdsRole(standing, KEEPERS, place.placePath)) return null
  return refuseSee(standing, place.communityPath) ?? 'not_allowed'
}

/** Whoever may raise an alert there looks after it: reads what was seen, and ends it. */
export const refuseKeep = refuseRaise

export function refuseSighting(standing: Standing, alert: AlertFacts): ErrorCode | null {
  return refuseSee(standing, alert.communityPath) ?? (alert.state === 'open' ? null : 'wrong_state')
}

export function alertAbilities(standing: Standing, alert: AlertFacts) {
  const keeps = refuseKeep(standing, alert) === null
  return {
    end: keeps && alert.state === 'open',
    report_sighting: refuseSighting(standing, alert) === null,
    see_sightings: keeps,
  }
}
