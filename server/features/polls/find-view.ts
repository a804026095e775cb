import type { Deps } from '../../deps'
import { decodeCursor } from '../../kernel/cursor'
import { found, refuseIf } from '../../kernel/problem'
import { findStanding, type Standing } from '../membership'
import { findPlace, idsOnPath, listPlacesByIds } from '../places'
import { refuseKeeping, refusePoll, refusePolls } from './policy'
import { findPoll, listPolls, type PollRow } from './repository'
import { listMyVotes, listNewestVersions, type MyVoteRow, type PublishedVersion } from './roll-repository'

/** A poll with what its reader is shown beside it. */
export interface PollView {
  poll: PollRow
  roll: PublishedVersion | null
  mine: Pick<MyVoteRow, 'entries' | 'voted'>
}

export async function viewPolls(deps: Deps, polls: readonly PollRow[], personId: string): Promise<PollView[]> {
  const ids = polls.map(({ id }) => id)
  if (ids.length === 0) return []
  const rolls = await listNewestVersions(deps.store.read, ids)
  const mine = await listMyVotes(deps.store.read, ids, personId)
  return polls.map((poll) => ({
    poll,
    roll: rolls.find(({ pollId }) => pollId === poll.id) ?? null,
    mine: mine.find(({ pollId }) => pollId === poll.id) ?? { entries: 0, voted: 0 },
  }))
}

/** @throws Problem not_found, not_verified */
export async function getPollView(
  deps: Deps,
  pollId: string,
  personId: string,
): Promise<PollView & { standing: Standing }> {
  const poll = found(await findPoll(deps.store.read, pollId))
  const standing = await findStanding(deps.store.read, personId)
  refuseIf(refusePoll(standing, poll))
  const [view] = await viewPolls(deps, [poll], personId)
  return { ...found(view), standing }
}

/** The polls of a place and of those above it, newest first; one more than asked for tells of a next page. */
export async function listPollsOfPlace(
  deps: Deps,
  query: { placeId: string; personId: string; state: string | null; cursor: string | undefined; limit: number },
): Promise<{ views: PollView[]; standing: Standing }> {
  const { read } = deps.store
  const place = found(await findPlace(read, query.placeId))
  const standing = await findStanding(read, query.personId)
  refuseIf(refusePolls(standing, { placePath: place.path }))
  const above = await listPlacesByIds(read, idsOnPath(place.path))
  const places = above.map(({ id, path }) => ({
    id,
    showsDrafts: refuseKeeping(standing, { placePath: path }) === null,
  }))
  const before = decodeCursor(query.cursor, ['time', 'id'])
  const { state, limit } = query
  const polls = await listPolls(read, { places, before, state, now: deps.clock.now(), limit: limit + 1 })
  return { views: await viewPolls(deps, polls, query.personId), standing }
}
