import type { MyVote, PollRoll, RollEntry } from '../../../src/contract'
import type { Deps } from '../../deps'
import { decodeCursor, toPage } from '../../kernel/cursor'
import { BEFORE_ALL_IDS } from '../../kernel/ids'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { writeArea } from '../electoral-rules'
import { findStanding, isStaffOf, type Standing } from '../membership'
import { refuseDesk, refusePoll } from './policy'
import { mayObject, toTime, toTimeOrNull } from './presenter'
import { findPoll, type PollRow } from './repository'
import {
  type DeskEntryRow,
  listNamesOfEntries,
  listOwnEntries,
  listVersions,
  type OwnEntryRow,
  searchEntries,
} from './roll-repository'
import { stateOf, weighsArea } from './rules'

/** The roll as everybody with a tie to the place sees it: its size and hash, and one's own entries. */
export async function readRoll(deps: Deps, pollId: string, personId: string): Promise<PollRoll> {
  const { read } = deps.store
  const now = deps.clock.now()
  const poll = found(await findPoll(read, pollId))
  const standing = await findStanding(read, personId)
  refuseIf(refusePoll(standing, poll))
  const versions = await listVersions(read, poll.communityId, pollId)
  const newest = versions.at(-1)
  if (newest === undefined) throw new Problem('wrong_state')
  const own = await listOwnEntries(read, poll.communityId, pollId, personId)
  const areaOf = (area: number) => (weighsArea(poll) ? writeArea(area) : null)
  return {
    size: newest.size,
    area: areaOf(newest.area),
    hash: newest.hash,
    version: newest.version,
    versions: versions.map(({ version, size, area, hash, reason, createdAt }) => ({
      version,
      size,
      area: areaOf(area),
      hash,
      reason,
      createdAt: toTime(createdAt),
    })),
    objectionsUntil: toTimeOrNull(poll.objectionsUntil),
    mine: presentMine(poll, own),
    can: rollAbilities(poll, standing, now),
  }
}

function presentMine(poll: PollRow, own: readonly OwnEntryRow[]): MyVote {
  const isWeighed = weighsArea(poll)
  const area = own.reduce((sum, entry) => sum + entry.area, 0)
  return {
    eligible: own.length > 0,
    weight: own.length === 0 ? null : isWeighed ? writeArea(area) : own.length,
    voted: own.length > 0 && own.every(({ via }) => via !== null),
    entries: own.map((entry) => ({
      id: entry.id,
      label: entry.label,
      weight: isWeighed ? writeArea(entry.area) : 1,
      voted: entry.via !== null,
      salt: entry.salt,
      commitment: entry.commitment,
    })),
  }
}

function rollAbilities(poll: PollRow, standing: Standing, now: Date): PollRoll['can'] {
  const isStaff = isStaffOf(standing, poll.placePath)
  return {
    object: mayObject(poll, now),
    correct: isStaff && stateOf(poll, now) === 'announced',
    seeEntries: isStaff,
  }
}

/** Entries with the names of those who vote for them, for staff at the paper desk and at corrections. */
export async function listRollEntries(
  deps: Deps,
  query: { pollId: string; personId: string; words: string | null; cursor: string | undefined; limit: number },
): Promise<{ items: RollEntry[]; nextCursor: string | null }> {
  const { read } = deps.store
  const { pollId, limit } = query
  const [after] = decodeCursor(query.cursor, ['id']) ?? [BEFORE_ALL_IDS]
  const poll = found(await findPoll(read, pollId))
  refuseIf(refuseDesk(await findStanding(read, query.personId), poll))
  const rows = await searchEntries(read, poll.communityId, pollId, query.words, after, limit + 1)
  const ids = rows.map(({ id }) => id)
  const names = ids.length === 0 ? [] : await listNamesOfEntries(read, poll.communityId, pollId, ids)
  const namesOf = (id: string) => names.filter(({ entryId }) => entryId === id).map(({ displayName }) => displayName)
  const state = stateOf(poll, deps.clock.now())
  return toPage(
    rows,
    limit,
    ({ id }) => [id],
    (row) => presentEntry(poll, row, namesOf(row.id), state),
  )
}

function presentEntry(
  poll: PollRow,
  { id, label, area, via }: DeskEntryRow,
  names: string[],
  state: string,
): RollEntry {
  return {
    id,
    label,
    names,
    area: weighsArea(poll) ? writeArea(area) : null,
    voted: via === null ? null : via === 'paper' ? 'paper' : 'online',
    can: { enterPaper: via === null && state === 'open', remove: via === null && state === 'announced' },
  }
}
