import { refuseIf } from '../../kernel/problem'
import type { Reader } from '../../storage/store'
import { findStanding, refuseModerating, refuseVerifying, type Standing } from '../membership'
import { listPlacesByIds, listSubtree } from '../places'
import { refuseDesk } from './policy'

export interface MyGrids {
  standing: Standing
  /** Grids in which this person verifies residents. */
  verifying: string[]
  /** Grids in which this person decides about reports. */
  moderating: string[]
}

/** Where a member of staff has something to decide: the grids below all places in which they hold a role. */
export async function findMyGrids(reader: Reader, personId: string): Promise<MyGrids> {
  const standing = await findStanding(reader, personId)
  refuseIf(refuseDesk(standing))
  const grids = new Map<string, string>()
  for (const place of await listPlacesByIds(
    reader,
    standing.roles.map(({ placeId }) => placeId),
  )) {
    const decidesNothing =
      refuseVerifying(standing, place.path) !== null && refuseModerating(standing, place.path) !== null
    if (decidesNothing) continue
    for (const grid of await listSubtree(reader, place.path, 'grid')) grids.set(grid.id, grid.path)
  }
  const where = (refuse: typeof refuseVerifying) =>
    [...grids].filter(([, path]) => refuse(standing, path) === null).map(([id]) => id)
  return { standing, verifying: where(refuseVerifying), moderating: where(refuseModerating) }
}
