import { randomBytes } from 'node:crypto'
import type { PaperBallotRequest } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { recordAct } from '../../storage/acts'
import type { Reader, Tx } from '../../storage/store'
import { mayUseImages } from '../media'
import { findStanding } from '../membership'
import { lockPoll, optionsOf, type PollRow, refuseDesk, stateOf } from '../polls'
import { nonceOfPaper, openPaperChoices, sealPaperChoices } from './ballot-box'
import { invalid } from './cast-ballot'
import { idsOf, parseChoices, readChoices, writeChoices } from './choices'
import { getOpenKeys } from './open-keys'
import { type BallotLeaf, makeLeaf } from './receipts'
import {
  appendLeaves,
  decidePaper,
  deletePaperMark,
  findEntryArea,
  findPaper,
  findPaperBySerial,
  insertMarks,
  insertPaper,
  type PaperRow,
} from './repository'

export interface PaperCommand extends PaperBallotRequest {
  pollId: string
  ballotId: string
  personId: string
}

/**
 * The paper twin of a ballot. The first member of staff enters what the sheet says, and the voter is struck off the roll in the same transaction; the same
 * again from another confirms it, and with that it is counted.
 */
export async function enterPaperBallot(deps: Deps, command: PaperCommand): Promise<'created' | 'exists'> {
  const { pollId, ballotId, personId } = command
  const now = deps.clock.now()
  return deps.store.write(async (tx) => {
    const poll = found(await lockPoll(tx, pollId))
    refuseIf(refuseDesk(await findStanding(tx, personId), poll))
    const known = await findPaper(tx, poll, ballotId)
    if (known !== undefined) return confirmPaper(tx, deps, poll, known, command, now)
    if (stateOf(poll, now) !== 'open') throw new Problem('poll_not_open')
    await enterPaper(tx, deps, poll, command, now)
    return 'created'
  })
}

async function enterPaper(tx: Tx, deps: Deps, poll: PollRow, command: PaperCommand, now: Date): Promise<void> {
  const { ballotId, personId, serial, rollEntryId, scanImageId = null } = command
  const choices = readChoices({ ...poll, options: optionsOf(poll) }, command.optionIds)
  if (choices === null) throw new Problem('bad_choice')
  if ((await findEntryArea(tx, poll, rollEntryId)) === null) throw new Problem('not_on_roll')
  if (scanImageId !== null && !(await mayUseImages(tx, personId, [scanImageId])))
    throw invalid('scanImageId', 'not a picture of yours')
  if ((await findPaperBySerial(tx, poll, serial)) !== undefined) throw new Problem('serial_taken')
  const { communityId, id: pollId } = poll
  const mark = { communityId, pollId, entryId: rollEntryId, via: 'paper', personId: null, ballotId, requestHash: '' }
  if ((await insertMarks(tx, [{ ...mark, choices: null, nonce: null }])) === 0) throw new Problem('already_voted')
  const isSecret = poll.secrecy === 'secret'
  await insertPaper(tx, {
    communityId,
    pollId,
    id: ballotId,
    serial,
    entryId: rollEntryId,
    choices: isSecret
      ? sealPaperChoices(await getOpenKeys(deps, tx, poll), pollId, serial, choices)
      : writeChoices(choices),
    // That of a secret sheet follows from the poll's key, and is written down when the choice is.
    nonce: isSecret ? '' : randomBytes(16).toString('base64'),
    scanImageId,
    enteredById: personId,
    enteredAt: now,
  })
}

async function confirmPaper(
  tx: Tx,
  deps: Deps,
  poll: PollRow,
  known: PaperRow,
  command: PaperCommand,
  now: Date,
): Promise<'exists'> {
  const choices = await paperChoices(tx, deps, poll, known)
  const asked = readChoices({ ...poll, options: optionsOf(poll) }, command.optionIds)
  const isSame =
    known.serial === command.serial &&
    known.entryId === command.rollEntryId &&
    known.scanImageId === (command.scanImageId ?? null) &&
    asked !== null &&
    (choices === null || writeChoices(asked) === writeChoices(choices))
  if (!isSame) throw new Problem('id_taken')
  if (known.state === 'withdrawn') throw new Problem('wrong_state')
  if (known.state === 'confirmed' || known.enteredById === command.personId || choices === null) return 'exists'
  if (stateOf(poll, now) !== 'open') throw new Problem('poll_not_open')
  const leaf = leafOfPaper(poll, known, choices, await paperNonce(tx, deps, poll, known, choices))
  const decision = { state: 'confirmed', leafHash: leaf.leafHash, reason: null, decidedById: command.personId } as const
  if ((await decidePaper(tx, poll, known.id, { ...decision, decidedAt: now })) === 0) return 'exists'
  const area = (await findEntryArea(tx, poll, known.entryId)) ?? 0
  await appendLeaves(tx, poll, [leaf], area)
  return 'exists'
}

/** A sheet that was entered wrongly goes before it is confirmed, and the voter stands on the roll again. */
export async function withdrawPaperBallot(
  deps: Deps,
  command: { pollId: string; ballotId: string; actId: string; personId: string; reason: string },
): Promise<void> {
  const { pollId, ballotId, actId, personId, reason } = command
  const now = deps.clock.now()
  await deps.store.write(async (tx) => {
    const poll = found(await lockPoll(tx, pollId))
    refuseIf(refuseDesk(await findStanding(tx, personId), poll))
    const known = found(await findPaper(tx, poll, ballotId))
    const act = { subjectKind: 'paper_ballot', subjectId: ballotId, id: actId, action: 'withdraw', personId, at: now }
    if ((await recordAct(tx, { ...act, body: { action: 'withdraw', reason } })) === 'repeated') return
    if (stateOf(poll, now) !== 'open') throw new Problem('poll_not_open')
    const decision = { state: 'withdrawn', leafHash: null, reason, decidedById: personId, decidedAt: now } as const
    if ((await decidePaper(tx, poll, ballotId, decision)) === 0) throw new Problem('wrong_state')
    await deletePaperMark(tx, poll, known.entryId, ballotId)
  })
}

/** What a sheet says, as places in the list of options; null where it is sealed and the key is gone. */
export async function paperChoices(tx: Tx, deps: Deps, poll: PollRow, paper: PaperRow): Promise<number[] | null> {
  if (paper.choices.startsWith('[')) return parseChoices(paper.choices)
  if (stateOf(poll, deps.clock.now()) !== 'open') return null
  return openPaperChoices(await getOpenKeys(deps, tx, poll), poll.id, paper.serial, paper.choices)
}

/** The nonce of a sheet: its own where it was drawn, else the one that the poll's key gives it. @throws Problem poll_not_open where the key is gone */
export async function paperNonce(
  reader: Reader,
  deps: Deps,
  poll: PollRow,
  { serial, nonce }: Pick<PaperRow, 'serial' | 'nonce'>,
  choices: readonly number[],
): Promise<string> {
  return nonce === '' ? nonceOfPaper(await getOpenKeys(deps, reader, poll), serial, choices) : nonce
}

function leafOfPaper(poll: PollRow, paper: PaperRow, choices: readonly number[], nonce: string): BallotLeaf {
  const optionIds = idsOf(optionsOf(poll), choices)
  return makeLeaf(poll.id, 'paper', { subject: paperSubject(poll, paper), optionIds, nonce })
}

/** Where votes are open the leaf names the entry, whose area it weighs; of a secret poll nothing that is published ties a sheet to an entry. */
export function paperSubject(poll: PollRow, { serial, entryId }: PaperRow): string {
  return poll.secrecy === 'secret' ? serial : `${serial}/${entryId}`
}
