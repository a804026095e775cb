import type { ErrorCode } from '../../../src/contract'
import { holdsRole, refuseRead, type Standing } from '../membership'

/** An office's papers are for those who sit in it, and for those above. */
export function refuseOffice(standing: Standing, placePath: string): ErrorCode | null {
  const roles = ['grid_officer', 'secretary', 'street_staff', 'department_staff'] as const
  if (holdsRole(standing, roles, placePath)) return null
  return refuseRead(standing, placePath) ?? 'not_allowed'
}

/** The department reads how it was rated, and so do the streets to which it comes. */
export function refuseDepartmentRatings(standing: Standing, place: { kind: string; path: string }): ErrorCode | null {
  if (place.kind !== 'department') return 'not_found'
  if (holdsRole(standing, ['department_staff', 'street_staff'], place.path)) return null
  const parentPath = place.path.split('/').slice(0, -2).join('/').concat('/')
  const isOfStreet = standing.roles.some(
    ({ role, placePath }) => role === 'street_staff' && placePath.startsWith(parentPath),
  )
  return isOfStreet ? null : 'not_found'
}
