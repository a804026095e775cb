import type { ErrorCode, Role } from '../../../src/contract'
import { holdsRole, isStaffOf, livesIn, type Standing } from '../membership'
import { isWithin } from '../places'

const KEEPERS: readonly Role[] = ['secretary', 'street_staff']

/** Where a poll is held. */
export interface PollPlace {
  placePath: string
}

/** Whoever has no tie to the place is told that there is no poll; whoever waits to be verified is told so. */
export function refusePolls(standing: Standing, { placePath }: PollPlace): ErrorCode | null {
  if (isStaffOf(standing, placePath) || livesIn(standing, placePath)) return null
  const isStaffOfPart = standing.roles.some(
    (held) => isWithin(held.placePath, placePath) && isStaffOf(standing, held.placePath),
  )
  if (isStaffOfPart) return null
  const isWaiting = standing.homes.some(
    ({ gridPath }) => isWithin(gridPath, placePath) || isWithin(placePath, gridPath),
  )
  return isWaiting ? 'not_verified' : 'not_found'
}

/** Who holds polls: the secretary, and the street. */
export function refuseKeeping(standing: Standing, place: PollPlace): ErrorCode | null {
  if (holdsRole(standing, KEEPERS, place.placePath)) return null
  return refusePolls(standing, place) ?? 'not_allowed'
}

/** A draft is there for those who hold polls there, and for nobody else. */
export function refusePoll(standing: Standing, poll: PollPlace & { state: string }): ErrorCode | null {
  const refusal = refusePolls(standing, poll)
  if (refusal !== null) return refusal
  return poll.state !== 'draft' || refuseKeeping(standing, poll) === null ? null : 'not_found'
}

/** Doing something with a poll that takes its keeper: a draft is not told of to others. */
export function refuseKeepingPoll(standing: Standing, poll: PollPlace & { state: string }): ErrorCode | null {
  return refusePoll(standing, poll) ?? refuseKeeping(standing, poll)
}

/** Roll corrections, objections and paper: any staff of the place. */
export function refuseDesk(standing: Standing, poll: PollPlace & { state: string }): ErrorCode | null {
  const refusal = refusePoll(standing, poll)
  if (refusal !== null) return refusal
  return isStaffOf(standing, poll.placePath) ? null : 'not_allowed'
}
