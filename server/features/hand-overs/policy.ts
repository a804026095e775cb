import type { ErrorCode } from '../../../src/contract'
import { holdsRole, type Standing } from '../membership'

const SUPERIORS = ['secretary', 'street_staff'] as const

/** A desk is handed over by whoever sits at it, or by those above. */
export function refuseHandOver(standing: Standing, placePath: string, absentId: string): ErrorCode | null {
  const isAtPlace = standing.roles.some(({ placePath: held }) => held === placePath)
  if (absentId === standing.personId) return isAtPlace ? null : refuseStaff(standing, placePath)
  if (isAbove(standing, placePath)) return null
  return refuseStaff(standing, placePath) ?? 'not_allowed'
}

/** Whoever gave, took or arranged it, and those above, may end it. */
export function refuseEnding(
  standing: Standing,
  handOver: { placePath: string; absentId: string; substituteId: string; createdById: string },
): ErrorCode | null {
  const { absentId, substituteId, createdById, placePath } = handOver
  if ([absentId, substituteId, createdById].includes(standing.personId) || isAbove(standing, placePath)) return null
  return refuseStaff(standing, placePath) ?? 'not_allowed'
}

/** Names of staff are for staff of the place. */
export function refuseStaff(standing: Standing, placePath: string): ErrorCode | null {
  const roles = ['grid_officer', 'secretary', 'street_staff', 'department_staff'] as const
  if (holdsRole(standing, roles, placePath)) return null
  return standing.homes.some(({ gridPath }) => gridPath.startsWith(placePath) || placePath.startsWith(gridPath))
    ? 'not_allowed'
    : 'not_found'
}

function isAbove(standing: Standing, placePath: string): boolean {
  return standing.roles.some(
    ({ role, placePath: held }) =>
      SUPERIORS.some((superior) => superior === role) && held !== placePath && placePath.startsWith(held),
  )
}
