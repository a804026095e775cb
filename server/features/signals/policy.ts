import type { ErrorCode } from '../../../src/contract'
import { holdsRole, refuseRead, type Standing } from '../membership'

/** Cases of another system are brought in by the community or the street that they are in. */
export function refuseImport(standing: Standing, placePath: string): ErrorCode | null {
  if (holdsRole(standing, ['secretary', 'street_staff'], placePath)) return null
  return refuseRead(standing, placePath) ?? 'not_allowed'
}
