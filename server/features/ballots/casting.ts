import { randomBytes } from 'node:crypto'
import type { ErrorCode } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found } from '../../kernel/problem'
import type { Tx } from '../../storage/store'
import { lockPoll, optionsOf, type PollRow, shuffled, stateOf } from '../polls'
import { nonceOf, openBallot, type SecretBallot, sealBallot, tagOf } from './ballot-box'
import { idsOf, parseChoices, readChoices, writeChoices } from './choices'
import { getOpenKeys, type OpenKeys } from './open-keys'
import { type BallotLeaf, makeLeaf } from './receipts'
import {
  appendLeaves,
  insertMarks,
  insertSealed,
  listEntriesOfPeople,
  listMarksOfBallots,
  listMarksOfEntries,
  listSealed,
  type MarkRow,
  type NewMark,
  type SealedRow,
  type VoterEntryRow,
} from './repository'

/** A ballot with a name: whoever is signed in votes for an entry of the roll. */
export interface OpenCast {
  kind: 'open'
  ballotId: string
  personId: string
  optionIds: readonly string[]
  /** Where one votes for more than one entry. */
  entryId: string | null
}

/** A ballot of nobody: its credential has been checked. */
export interface SecretCast extends SecretBallot {
  kind: 'secret'
}

export type Cast = OpenCast | SecretCast

export type CastOutcome = { outcome: 'counted' | 'counted_before'; leaf: BallotLeaf } | { outcome: ErrorCode }

const NONCE_BYTES = 16

/** Decides ballots of one poll together, writes those that are taken, and gives each its outcome. The poll is locked until it is over. */
export async function castTogether(tx: Tx, deps: Deps, pollId: string, casts: readonly Cast[]): Promise<CastOutcome[]> {
  const poll = await lockPoll(tx, pollId)
  if (poll === undefined || poll.state === 'draft') return casts.map(() => ({ outcome: 'not_found' }))
  const isOpen = stateOf(poll, deps.clock.now()) === 'open'
  const kind = poll.secrecy === 'secret' ? 'secret' : 'open'
  if (casts.some((cast) => cast.kind !== kind)) return casts.map(() => ({ outcome: 'invalid_request' }))
  return kind === 'open'
    ? castOpenTogether(tx, poll, isOpen, casts as readonly OpenCast[])
    : castSecretTogether(tx, deps, poll, isOpen, casts as readonly SecretCast[])
}

/** What is known of the voters of a batch, and grows with each ballot that is taken. */
interface Booth {
  poll: PollRow
  isOpen: boolean
  options: ReturnType<typeof optionsOf>
  entries: ReadonlyMap<string, readonly VoterEntryRow[]>
  byEntry: Map<string, MarkRow>
  byBallot: Map<string, MarkRow>
}

async function castOpenTogether(
  tx: Tx,
  poll: PollRow,
  isOpen: boolean,
  casts: readonly OpenCast[],
): Promise<CastOutcome[]> {
  const rows = await listEntriesOfPeople(tx, poll, [...new Set(casts.map(({ personId }) => personId))])
  const marked = await listMarksOfEntries(tx, poll, [...new Set(rows.map(({ entryId }) => entryId))])
  const taken = await listMarksOfBallots(tx, poll, [...new Set(casts.map(({ ballotId }) => ballotId))])
  const entries = new Map<string, VoterEntryRow[]>()
  for (const row of rows) entries.set(row.personId, [...(entries.get(row.personId) ?? []), row])
  const booth: Booth = {
    poll,
    isOpen,
    options: optionsOf(poll),
    entries,
    byEntry: new Map([...marked, ...taken].map((mark) => [mark.entryId, mark])),
    byBallot: new Map([...marked, ...taken].map((mark) => [mark.ballotId, mark])),
  }
  const marks: NewMark[] = []
  const leaves: BallotLeaf[] = []
  let area = 0
  const outcomes = casts.map((cast): CastOutcome => {
    const decided = decideOpenCast(booth, cast)
    if ('outcome' in decided) return decided
    const leaf = leafOfMark(booth, decided.mark)
    booth.byEntry.set(decided.mark.entryId, decided.mark)
    booth.byBallot.set(decided.mark.ballotId, decided.mark)
    marks.push({ communityId: poll.communityId, pollId: poll.id, ...decided.mark })
    leaves.push(leaf)
    area += decided.area
    return { outcome: 'counted', leaf }
  })
  if (marks.length > 0) {
    await insertMarks(tx, marks)
    await appendLeaves(tx, poll, leaves, area)
  }
  return outcomes
}

/** What was sent before is answered as before, also after the close; then the clock, the roll, the choice, and whether there is a ballot already. */
function decideOpenCast(booth: Booth, cast: OpenCast): CastOutcome | { mark: MarkRow; area: number } {
  const { poll, options } = booth
  const choices = readChoices({ ...poll, options }, cast.optionIds)
  const known = booth.byBallot.get(cast.ballotId)
  if (known !== undefined) {
    const isSame =
      known.via === 'open' && known.personId === cast.personId && known.choices === writeChoices(choices ?? [-1])
    return isSame ? { outcome: 'counted_before', leaf: leafOfMark(booth, known) } : { outcome: 'id_taken' }
  }
  if (!booth.isOpen) return { outcome: 'poll_not_open' }
  const own = booth.entries.get(cast.personId) ?? []
  const entry = cast.entryId === null ? own[0] : own.find(({ entryId }) => entryId === cast.entryId)
  if (entry === undefined) return { outcome: 'not_on_roll' }
  if (choices === null) return { outcome: 'bad_choice' }
  if (booth.byEntry.has(entry.entryId)) return { outcome: 'already_voted' }
  const mark: MarkRow = {
    entryId: entry.entryId,
    via: 'open',
    personId: cast.personId,
    ballotId: cast.ballotId,
    choices: writeChoices(choices),
    nonce: randomBytes(NONCE_BYTES).toString('base64'),
    requestHash: '',
  }
  return { mark, area: entry.area }
}

function leafOfMark({ poll, options }: Booth, mark: MarkRow): BallotLeaf {
  const optionIds = idsOf(options, parseChoices(mark.choices ?? '[]'))
  return makeLeaf(poll.id, 'open', { subject: mark.entryId, optionIds, nonce: mark.nonce ?? '' })
}

/** In an order drawn by lot, so that what is written says nothing of who came first. */
async function castSecretTogether(
  tx: Tx,
  deps: Deps,
  poll: PollRow,
  isOpen: boolean,
  casts: readonly SecretCast[],
): Promise<CastOutcome[]> {
  if (!isOpen) return casts.map(() => ({ outcome: 'poll_not_open' }))
  const keys = await getOpenKeys(deps, tx, poll)
  const options = optionsOf(poll)
  const tagged = casts.map((cast, index) => ({ cast, index, tag: tagOf(keys, cast.credential) }))
  const spent = new Map<string, SecretBallot>()
  for (const { tag, box } of await listSealed(tx, poll, [...new Set(tagged.map(({ tag }) => tag))]))
    spent.set(tag, openBallot(keys, poll.id, box))
  const outcomes: CastOutcome[] = []
  const boxes: SealedRow[] = []
  const leaves: BallotLeaf[] = []
  for (const { cast, index, tag } of shuffled(tagged)) {
    const leaf = leafOfSecret(keys, poll, options, cast)
    const before = spent.get(tag)
    if (before === undefined) {
      spent.set(tag, cast)
      boxes.push({ tag, box: sealBallot(keys, poll.id, cast) })
      leaves.push(leaf)
      outcomes[index] = { outcome: 'counted', leaf }
    } else {
      const isSame = writeChoices(before.choices) === writeChoices(cast.choices)
      outcomes[index] = isSame ? { outcome: 'counted_before', leaf } : { outcome: 'already_voted' }
    }
  }
  if (boxes.length > 0) {
    await insertSealed(tx, poll, boxes)
    await appendLeaves(tx, poll, leaves, 0)
  }
  return outcomes.map(found)
}

function leafOfSecret(
  keys: OpenKeys,
  poll: PollRow,
  options: ReturnType<typeof optionsOf>,
  ballot: SecretBallot,
): BallotLeaf {
  const subject = ballot.credential.toString('base64')
  return makeLeaf(poll.id, 'secret', {
    subject,
    optionIds: idsOf(options, ballot.choices),
    nonce: nonceOf(keys, ballot),
  })
}
