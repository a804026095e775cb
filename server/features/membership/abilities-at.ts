import type { Place } from '../../../src/contract'
import type { Reader } from '../../storage/store'
import type { PlaceRow } from '../places'
import { findStanding } from './find-standing'
import { refuseGridLife, refuseModerating, refuseNoticeWriting, refuseVerifying } from './policy'

/** What a person, or somebody who has not signed in, may do at a place. */
export async function abilitiesAt(reader: Reader, personId: string | null, place: PlaceRow): Promise<Place['can']> {
  if (personId === null)
    return { post: false, publishNotice: false, verifyMembers: false, moderate: false, join: false }
  const standing = await findStanding(reader, personId)
  return {
    post: place.kind === 'grid' && refuseGridLife(standing, place) === null,
    publishNotice: refuseNoticeWriting(standing, place.path) === null,
    verifyMembers: refuseVerifying(standing, place.path) === null,
    moderate: refuseModerating(standing, place.path) === null,
    join: place.kind === 'grid' && !standing.homes.some((home) => home.gridId === place.id),
  }
}
