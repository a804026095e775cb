import type { ErrorCode } from '../../../src/contract'
import { holdsRole, refuseRead, type Standing } from '../membership'

/** The street edits the table, for itself and for all that lies in it. */
export function refuseChangeRules(standing: Standing, placePath: string): ErrorCode | null {
  if (holdsRole(standing, ['street_staff'], placePath)) return null
  return refuseRead(standing, placePath) ?? 'not_allowed'
}

/** Staff of a place see by what rules cases come to them. */
export function refuseReadRules(standing: Standing, placePath: string): ErrorCode | null {
  if (holdsRole(standing, ['grid_officer', 'secretary', 'street_staff'], placePath)) return null
  return refuseRead(standing, placePath) ?? 'not_allowed'
}
