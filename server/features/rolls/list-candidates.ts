import type { RollCandidate } from '../../../src/contract'
import type { Deps } from '../../deps'
import { decodeCursor, toPage } from '../../kernel/cursor'
import { BEFORE_ALL_IDS } from '../../kernel/ids'
import { found, refuseIf } from '../../kernel/problem'
import type { Reader } from '../../storage/store'
import { writeArea } from '../electoral-rules'
import { findStanding } from '../membership'
import {
  findPoll,
  listEntries,
  type PlannedEntry,
  type PollRow,
  planRoll,
  refuseDesk,
  stateOf,
  weighsArea,
} from '../polls'
import { listNames } from './repository'

/** The roll of a poll as it would be made today. */
export function planRollOf(reader: Reader, poll: PollRow): Promise<PlannedEntry[]> {
  return planRoll(reader, {
    place: { id: poll.placeId, kind: poll.placeKind, communityId: poll.communityId },
    electorate: poll.electorate,
    weighsArea: weighsArea(poll),
    opensAt: new Date(poll.opensAt),
  })
}

/** The person, the household, or the first of an owner's units that an entry is about. */
export function subjectIdOf({ subject }: Pick<PlannedEntry, 'subject'>): string {
  const [, ids] = JSON.parse(subject) as [kind: string, ids: string | string[]]
  return found(Array.isArray(ids) ? ids[0] : ids)
}

/**
 * Those who would be on the roll if it were made today, and are not on it as it stands: whoever was verified since, and units whose owners or area were
 * corrected in the register. For staff, while the roll may be corrected.
 */
export async function listCandidates(
  deps: Deps,
  query: { pollId: string; personId: string; words: string | null; cursor: string | undefined; limit: number },
): Promise<{ items: RollCandidate[]; nextCursor: string | null }> {
  const { read } = deps.store
  const { pollId, personId, words, limit } = query
  const [after] = decodeCursor(query.cursor, ['id']) ?? [BEFORE_ALL_IDS]
  const poll = found(await findPoll(read, pollId))
  refuseIf(refuseDesk(await findStanding(read, personId), poll))
  const isDisplayed = stateOf(poll, deps.clock.now()) === 'announced'
  const standing = new Set((await listEntries(read, poll.communityId, pollId)).map(asItStands))
  const absent = (await planRollOf(read, poll)).filter((entry) => !standing.has(asItStands(entry)))
  const names = await listNames(read, [...new Set(absent.flatMap(({ personIds }) => personIds))])
  const wanted = absent
    .map((entry) => ({
      id: subjectIdOf(entry),
      entry,
      names: entry.personIds.flatMap((id) => names.get(id) ?? []),
    }))
    .filter(({ id, entry, names: own }) => {
      const isNamed = words === null || [entry.label, ...own].some((text) => text.includes(words))
      return id > after && isNamed
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  return toPage(
    wanted.slice(0, limit + 1),
    limit,
    ({ id }) => [id],
    ({ id, entry, names: own }) => ({
      id,
      kind: entry.kind === 'resident' ? 'person' : 'household',
      label: entry.label,
      names: own,
      area: weighsArea(poll) ? writeArea(entry.area) : null,
      can: { add: isDisplayed },
    }),
  )
}

/** Whoever it is, with the area that it weighs: with another area it is another entry. */
export function asItStands({ subject, area }: Pick<PlannedEntry, 'subject' | 'area'>): string {
  return `${subject} ${area}`
}
