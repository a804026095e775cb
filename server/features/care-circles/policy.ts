import type { CareCircleAction, ErrorCode } from '../../../src/contract'
import { isStaffOf, isVerifiedIn, type Standing } from '../membership'

/** A circle is begun by whoever lives in the grid, for themselves: nobody is looked after who has not asked for it. */
export function refuseBeginning(standing: Standing, grid: { id: string; path: string }): ErrorCode | null {
  if (isVerifiedIn(standing, grid.id)) return null
  if (standing.homes.some(({ gridId }) => gridId === grid.id)) return 'not_verified'
  return isStaffOf(standing, grid.path) ? 'not_allowed' : 'not_found'
}

/** The code is for neighbours of the same community. */
export function refuseJoining(standing: Standing, circle: { communityId: string; elderId: string }): ErrorCode | null {
  if (circle.elderId === standing.personId) return 'not_allowed'
  const homes = standing.homes.filter(({ communityId }) => communityId === circle.communityId)
  if (homes.some(({ state }) => state === 'verified')) return null
  return homes.length > 0 ? 'not_verified' : 'not_found'
}

export interface CircleOfPolicy {
  elderId: string
  gridPath: string
  neighbourIds: readonly string[]
}

const isElder = (standing: Standing, circle: CircleOfPolicy) => circle.elderId === standing.personId
const isNeighbour = (standing: Standing, circle: CircleOfPolicy) => circle.neighbourIds.includes(standing.personId)

/** The elder, the circle, and the staff of the grid, who are asked when nobody else answers. To everybody else it is not there. */
export function refuseReading(standing: Standing, circle: CircleOfPolicy): ErrorCode | null {
  const isTheirs = isElder(standing, circle) || isNeighbour(standing, circle)
  return isTheirs || isStaffOf(standing, circle.gridPath) ? null : 'not_found'
}

export function refuseActing(
  standing: Standing,
  circle: CircleOfPolicy,
  verb: CareCircleAction['action'],
): ErrorCode | null {
  const refusal = refuseReading(standing, circle)
  if (refusal !== null) return refusal
  if (verb === 'leave') return isNeighbour(standing, circle) ? null : 'not_allowed'
  if (verb === 'seen') return isElder(standing, circle) ? 'not_allowed' : null
  return isElder(standing, circle) ? null : 'not_allowed'
}
