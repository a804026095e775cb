import { createHash } from 'node:crypto'
import type { Deps } from '../../deps'
import { found } from '../../kernel/problem'
import type { Store, Tx } from '../../storage/store'
import {
  forgetKeys,
  getOpenKeys,
  idsOf,
  listConfirmedPaper,
  listSealedAfter,
  openBallot,
  openPaperChoices,
  paperNonce,
  parseChoices,
  writeChoices,
  writePaperChoices,
} from '../ballots'
import { type CountedBallot, decide, tallyBallots } from '../electoral-rules'
import {
  assentOf,
  destroyPollKey,
  findPoll,
  listPollsToCount,
  listVersions,
  lockPoll,
  optionsOf,
  type PollRow,
  ruleOf,
  takeClose,
  tellVoters,
  toTime,
  weighsArea,
} from '../polls'
import { type Closing, type HeadFacts, hashHeads, hashVersions, rootOfCounted, writeClosing } from './closing'
import { signHead } from './heads'
import {
  type CountedRow,
  countMarks,
  findNewestHead,
  finishCount,
  type HeadRow,
  insertCounted,
  insertHead,
  listCounted,
  listHeads,
  listOpenBallots,
} from './repository'

const SEALED_AT_ONCE = 2_000
const COUNTED_AT_ONCE = 2_000
const HEADS_MAX = 100_000
const POLLS_AT_ONCE = 20

/** The job's part: closes and counts every poll whose time is over. One that fails does not keep the others. */
export async function countDuePolls(deps: Deps): Promise<void> {
  for (const { id } of await listPollsToCount(deps.store.read, deps.clock.now(), POLLS_AT_ONCE)) {
    try {
      await countPoll(deps, id)
    } catch (error) {
      deps.log.error({ err: error }, 'a poll could not be counted')
    }
  }
}

/**
 * Counts a poll whose time is over, once for all time: draws the line behind which no ballot is let in, opens the boxes, writes them down in the order of
 * their credentials' hashes, signs what it comes to, and destroys the keys. Cut short at any point it can be begun again.
 */
export async function countPoll(deps: Deps, pollId: string): Promise<PollRow> {
  const ofStore = underWay.get(deps.store) ?? new Map<string, Promise<PollRow>>()
  underWay.set(deps.store, ofStore)
  const counting = ofStore.get(pollId) ?? countOnce(deps, pollId).finally(() => ofStore.delete(pollId))
  ofStore.set(pollId, counting)
  return counting
}

/** Counts under way, so that the job and a reader who comes first do not both count. */
const underWay = new WeakMap<Store, Map<string, Promise<PollRow>>>()

async function countOnce(deps: Deps, pollId: string): Promise<PollRow> {
  const poll = await drawLine(deps, pollId)
  if (poll.state !== 'closed' || poll.countedAt !== null) return poll
  try {
    if (poll.secrecy === 'secret') await openBoxes(deps, poll)
    const paper = await listPaperBallots(deps, poll)
    const closing = await tally(deps, poll, paper)
    const head = await signHead(deps, poll, await afterLastHead(deps, poll))
    const isOurs = await deps.store.write((tx) => finish(tx, deps, poll, { closing, head, paper }))
    forgetKeys(deps.store, pollId)
    if (isOurs) await tellVoters(deps, poll, 'poll_closed')
  } catch (error) {
    // Another process may have counted it meanwhile, and taken the keys away.
    const now = found(await findPoll(deps.store.read, pollId))
    if (now.countedAt === null) throw error
  }
  return found(await findPoll(deps.store.read, pollId))
}

/** Heads are told apart by their times: the last one is of a time of its own. */
async function afterLastHead(deps: Deps, poll: PollRow): Promise<Date> {
  const last = await findNewestHead(deps.store.read, poll)
  return new Date(Math.max(deps.clock.now().getTime(), (last?.signedAt ?? 0) + 1))
}

async function drawLine(deps: Deps, pollId: string): Promise<PollRow> {
  const poll = found(await findPoll(deps.store.read, pollId))
  if (poll.state !== 'announced' || deps.clock.now().getTime() < poll.closesAt) return poll
  return deps.store.write(async (tx) => {
    const locked = found(await lockPoll(tx, pollId))
    await takeClose(tx, locked, new Date(locked.closesAt))
    return found(await findPoll(tx, pollId))
  })
}

/** From sealed boxes to ballots that anybody can read, all in the order of the hash of their credential. */
async function openBoxes(deps: Deps, poll: PollRow): Promise<void> {
  const keys = await getOpenKeys(deps, deps.store.read, poll)
  const rows: CountedRow[] = []
  for (let after = ''; ; ) {
    const sealed = await listSealedAfter(deps.store.read, poll, after, SEALED_AT_ONCE)
    const last = sealed.at(-1)
    if (last === undefined) break
    for (const { box } of sealed) {
      const { credential, signature, choices } = openBallot(keys, poll.id, box)
      rows.push({
        digest: createHash('sha256').update(credential).digest('hex'),
        credential: credential.toString('base64'),
        signature: signature.toString('base64'),
        choices: writeChoices(choices),
      })
    }
    after = last.tag
  }
  rows.sort((a, b) => (a.digest < b.digest ? -1 : 1))
  for (let start = 0; start < rows.length; start += COUNTED_AT_ONCE) {
    const part = rows.slice(start, start + COUNTED_AT_ONCE)
    await deps.store.write((tx) => insertCounted(tx, poll, part))
  }
}

async function tally(deps: Deps, poll: PollRow, paper: readonly OpenedPaper[]): Promise<Closing> {
  const { read } = deps.store
  const options = optionsOf(poll)
  const counted = await listCounted(read, poll)
  const open = await listOpenBallots(read, poll)
  const ballots: CountedBallot[] = [
    ...counted.map(({ choices }) => ({ options: parseChoices(choices), area: 0, isPaper: false })),
    ...open.map(({ choices, area }) => ({ options: parseChoices(choices), area, isPaper: false })),
    ...paper.map(({ choices, area }) => ({ options: choices, area, isPaper: true })),
  ]
  const sum = tallyBallots(options.length, ballots)
  const versions = await listVersions(read, poll.communityId, poll.id)
  const roll = found(versions.at(-1))
  const electorate = { heads: roll.size, area: roll.area }
  const question = { rule: ruleOf(poll), weighsArea: weighsArea(poll), assent: assentOf(poll), electorate }
  const { passed, chosen } = decide(question, sum)
  const heads = await listHeads(read, poll, new Date(0), HEADS_MAX)
  const marks = await countMarks(read, poll)
  const facts = counted.map((row) => ({ ...row, optionIds: idsOf(options, parseChoices(row.choices)) }))
  return {
    format: 'linli-poll-closing-1',
    pollId: poll.id,
    definitionHash: poll.definitionHash ?? '',
    rollVersion: roll.version,
    rollHash: roll.hash,
    rollSize: roll.size,
    rollArea: roll.area,
    versionsHash: hashVersions(versions.map((version) => ({ ...version, createdAt: toTime(version.createdAt) }))),
    size: poll.logSize,
    rootHash: (await signHead(deps, poll, deps.clock.now())).rootHash,
    headsHash: hashHeads(heads.map(headFacts)),
    countedSize: counted.length,
    countedRoot: rootOfCounted(poll.id, facts),
    credentials: marks.credentials,
    unconfirmedPaper: marks.unconfirmed,
    turnout: sum.takingPart.heads,
    turnoutArea: sum.takingPart.area,
    online: sum.takingPart.heads - sum.paperHeads,
    paper: sum.paperHeads,
    options: options.map(({ id }, place) => {
      const { heads: votes, area, paperHeads } = found(sum.options[place])
      return { id, votes, area, paper: paperHeads }
    }),
    chosen: idsOf(options, chosen),
    passed,
    closedAt: toTime(poll.closedAt ?? poll.closesAt),
  }
}

export function headFacts({ size, rootHash, signature, signedAt }: HeadRow): HeadFacts {
  return { size, rootHash, signature, signedAt: toTime(signedAt) }
}

interface OpenedPaper {
  id: string
  choices: number[]
  nonce: string
  area: number
}

async function listPaperBallots(deps: Deps, poll: PollRow): Promise<OpenedPaper[]> {
  const { read } = deps.store
  const opened: OpenedPaper[] = []
  for (const paper of await listConfirmedPaper(read, poll)) {
    const choices = paper.choices.startsWith('[')
      ? parseChoices(paper.choices)
      : openPaperChoices(await getOpenKeys(deps, read, poll), poll.id, paper.serial, paper.choices)
    const nonce = await paperNonce(read, deps, poll, paper, choices)
    opened.push({ id: paper.id, choices, nonce, area: paper.area })
  }
  return opened
}

async function finish(
  tx: Tx,
  deps: Deps,
  poll: PollRow,
  { closing, head, paper }: { closing: Closing; head: HeadRow; paper: readonly OpenedPaper[] },
): Promise<boolean> {
  const count = {
    closing: JSON.stringify(closing),
    closingSignature: deps.secrets.pollLogKey.sign(writeClosing(closing)),
    countedAt: deps.clock.now(),
  }
  if ((await finishCount(tx, poll, count)) === 0) return false
  await insertHead(tx, poll, { ...head, signedAt: new Date(head.signedAt) })
  for (const { id, choices, nonce } of paper)
    await writePaperChoices(tx, poll, { id, choices: writeChoices(choices), nonce })
  await destroyPollKey(tx, poll.communityId, poll.id)
  return true
}
