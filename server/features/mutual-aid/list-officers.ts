import type { Tx } from '../../storage/store'
import { listStaffOnPath } from '../membership'
import { idsOnPath } from '../places'

/** The officers of a grid, or where there is none the secretary above it. */
export async function listOfficers(tx: Tx, gridPath: string): Promise<string[]> {
  const staff = await listStaffOnPath(tx, idsOnPath(gridPath), ['grid_officer', 'secretary'])
  const officers = staff.filter(({ role }) => role === 'grid_officer')
  return (officers.length > 0 ? officers : staff).map(({ personId }) => personId)
}
