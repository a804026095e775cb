import type { ErrorCode } from '../../../src/contract'
import { holdsRole, refuseRead, type Standing } from '../membership'

/** The three lists name who lacks what: they are for the secretary, and for the street above. */
export function refuseReadLists(standing: Standing, community: { path: string }): ErrorCode | null {
  if (holdsRole(standing, ['secretary', 'street_staff'], community.path)) return null
  return refuseRead(standing, community.path) ?? 'not_allowed'
}
