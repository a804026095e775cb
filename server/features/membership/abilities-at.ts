import type { Household, Place } from '../../../src/contract'
import type { Reader } from '../../storage/store'
import type { PlaceAbilities, PlaceFacts } from '../places'
import { findStanding } from './find-standing'
import {
  mayAskForHome,
  refuseGridLife,
  refuseModerating,
  refuseNoticeWriting,
  refuseVerifying,
  type Standing,
} from './policy'

/** Nobody lives in a department, and what is asked and reported belongs to the grid, not to the building. */
const WITHOUT_QUEUES: readonly string[] = ['building', 'department']

/** What a person, or somebody who has not signed in, may do at places and behind doors. */
export function placeAbilities(reader: Reader): PlaceAbilities {
  return {
    at: async (personId, places) => {
      const standing = personId === null ? null : await findStanding(reader, personId)
      return places.map((place) => abilitiesAt(standing, place))
    },
    behind: async (personId, householdIds) => {
      const standing = await findStanding(reader, personId)
      return householdIds.map((id) => abilitiesBehind(standing, id))
    },
  }
}

export function abilitiesAt(standing: Standing | null, place: PlaceFacts): Place['can'] {
  if (standing === null)
    return { post: false, publishNotice: false, verifyMembers: false, moderate: false, join: false }
  const { kind, path } = place
  const hasQueues = !WITHOUT_QUEUES.includes(kind)
  const livesHere = standing.homes.some((home) => home.gridId === place.id)
  return {
    post: kind === 'grid' && refuseGridLife(standing, place) === null,
    publishNotice: kind !== 'department' && refuseNoticeWriting(standing, path) === null,
    verifyMembers: hasQueues && refuseVerifying(standing, path) === null,
    moderate: hasQueues && refuseModerating(standing, path) === null,
    join: kind === 'grid' && !livesHere && mayAskForHome(standing),
  }
}

function abilitiesBehind(standing: Standing, householdId: string): Household['can'] {
  return { join: mayAskForHome(standing) && !standing.homes.some((home) => home.householdId === householdId) }
}
