import type { Activity } from '../../../src/contract'
import { decodeCursor, toPage } from '../../kernel/cursor'
import { AFTER_ALL_IDS } from '../../kernel/ids'
import { found, refuseIf } from '../../kernel/problem'
import type { Reader } from '../../storage/store'
import { findStanding, isStaffOf } from '../membership'
import { findPlace, idsOnPath } from '../places'
import { refuseReadPlace } from './policy'
import { presentActivities } from './read-shifts'
import { listActivities } from './repository'

/** Later than any activity was made. */
const END_OF_TIME = new Date('9999-01-01T00:00:00Z')

/**
 * What residents of a place can lend a hand with, newest first: at the place, above it, and below it where the reader lives or is staff.
 */
export async function listActivitiesOfPlace(
  reader: Reader,
  query: { placeId: string; personId: string; state: string | undefined; cursor: string | undefined; limit: number },
  now: Date,
): Promise<{ items: Activity[]; nextCursor: string | null }> {
  const { placeId, personId, state, cursor, limit } = query
  const before = decodeCursor(cursor, ['time', 'id']) ?? ([END_OF_TIME, AFTER_ALL_IDS] as const)
  const place = found(await findPlace(reader, placeId))
  const standing = await findStanding(reader, personId)
  refuseIf(refuseReadPlace(standing, place.path))
  const homes = standing.homes.filter((home) => home.state === 'verified')
  const ownPlaceIds = [
    ...homes.flatMap(({ gridPath, buildingId }) => [...idsOnPath(gridPath), buildingId]),
    ...standing.roles.flatMap(({ placePath }) => idsOnPath(placePath)),
  ]
  const staffPaths = standing.roles.map(({ placePath }) => placePath).filter((path) => isStaffOf(standing, path))
  const sight = {
    abovePlaceIds: idsOnPath(place.path),
    placePath: place.path,
    ownPlaceIds: [...new Set(ownPlaceIds)],
    staffPaths: [...new Set(staffPaths)],
    readerId: personId,
  }
  const rows = await listActivities(reader, sight, { state, before, limit: limit + 1 })
  const { items, nextCursor } = toPage(
    rows,
    limit,
    (row) => [row.createdAt, row.id],
    (row) => row,
  )
  return { items: await presentActivities(reader, items, standing, now), nextCursor }
}
