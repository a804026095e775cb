import type { ErrorCode, Role } from '../../../src/contract'
import { holdsRole, refuseRead, type Standing } from '../membership'

const REGISTRARS: readonly Role[] = ['secretary', 'street_staff']

/** The register of a community holds names: it is seen and kept by its secretary and the street. */
export function refuseRegister(standing: Standing, place: { kind: string; path: string }): ErrorCode | null {
  if (place.kind !== 'community') return refuseRead(standing, place.path) ?? 'not_found'
  if (holdsRole(standing, REGISTRARS, place.path)) return null
  return refuseRead(standing, place.path) ?? 'not_allowed'
}
