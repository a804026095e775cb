import type { ErrorCode, Role } from '../../../src/contract'
import { holdsRole, refuseRead, type Standing } from '../membership'

const READERS: readonly Role[] = ['secretary', 'street_staff']

/** Who did what is personal: whoever answers for volunteering in the place sees it whole, nobody else. */
export function refuseReadRecords(standing: Standing, placePath: string): ErrorCode | null {
  if (holdsRole(standing, READERS, placePath)) return null
  return refuseRead(standing, placePath) ?? 'not_allowed'
}
