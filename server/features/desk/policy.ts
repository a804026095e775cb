import type { ErrorCode, Role } from '../../../src/contract'
import type { Standing } from '../membership'

const STAFF: readonly Role[] = ['micro_grid_leader', 'grid_officer', 'secretary', 'street_staff', 'department_staff']

/** A desk belongs to an office. What lies on it is decided thing by thing. */
export function refuseDesk(standing: Standing): ErrorCode | null {
  return standing.roles.some(({ role }) => STAFF.includes(role)) ? null : 'not_allowed'
}
