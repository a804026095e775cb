import { found, Problem } from '../../kernel/problem'
import type { Reader } from '../../storage/store'
import { findStanding } from '../membership'
import { findPlace, type PlaceRow } from '../places'

export interface Where {
  communityId: string
  grid: PlaceRow
  /** The building that was named, else that of the person's own home in the grid; null for somebody without one. */
  buildingId: string | null
}

/** Where a need or an offer is: in a grid, or at a building of it. @throws Problem invalid_request where the place is neither */
export async function findWhere(reader: Reader, placeId: string, personId: string): Promise<Where> {
  const place = found(await findPlace(reader, placeId))
  if (place.kind !== 'grid' && place.kind !== 'building')
    throw new Problem('invalid_request', { fields: [{ path: 'placeId', message: 'neither a grid nor a building' }] })
  const grid = place.kind === 'grid' ? place : found(await findPlace(reader, place.parentId ?? ''))
  const { homes } = await findStanding(reader, personId)
  const home = homes.find(({ gridId, state }) => gridId === grid.id && state === 'verified')
  return {
    communityId: grid.communityId ?? '',
    grid,
    buildingId: place.kind === 'building' ? place.id : (home?.buildingId ?? null),
  }
}
