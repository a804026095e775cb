import { createHash } from 'node:crypto'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import type { Tx } from '../../storage/store'
import { findStanding } from '../membership'
import { findPoll, lockPoll, type PollRow, refusePoll, stateOf } from '../polls'
import { readBase64 } from './base64'
import { invalid } from './cast-ballot'
import { getOpenKeys } from './open-keys'
import { insertMarks, listEntriesOfPeople, listMarksOfEntries, type PollKeyed } from './repository'

export interface SignCredentialCommand {
  pollId: string
  id: string
  personId: string
  /** Standard base64. */
  blindedMessage: string
  rollEntryId: string | null
}

/**
 * Signs one blinded message for a voter, without seeing what is in it, and strikes the entry off the roll. The same request again is answered the same,
 * for as long as there is a key.
 */
export async function signCredential(deps: Deps, command: SignCredentialCommand): Promise<string> {
  const { read } = deps.store
  const poll = found(await findPoll(read, command.pollId))
  refuseIf(refusePoll(await findStanding(read, command.personId), poll))
  if (poll.secrecy !== 'secret') throw new Problem('wrong_state')
  const blinded = readBase64(command.blindedMessage, 'blindedMessage')
  if (stateOf(poll, deps.clock.now()) !== 'open') throw new Problem('poll_not_open')
  const keys = await getOpenKeys(deps, read, poll)
  // Made before the roll is marked: what cannot be signed costs nobody their vote.
  const signature = keys.signer.sign(blinded)
  if (signature === null) throw invalid('blindedMessage', 'not a number below the modulus, as long as the key')
  const requestHash = createHash('sha256').update(blinded).digest('base64')
  await deps.store.write((tx) => markRoll(tx, deps, command, requestHash))
  return signature.toString('base64')
}

async function markRoll(
  tx: Tx,
  deps: Deps,
  { pollId, id, personId, rollEntryId }: SignCredentialCommand,
  requestHash: string,
): Promise<void> {
  const poll = found(await lockPoll(tx, pollId))
  if (stateOf(poll, deps.clock.now()) !== 'open') throw new Problem('poll_not_open')
  const entryId = await findEntry(tx, poll, personId, rollEntryId)
  const { communityId } = poll
  const mark = { communityId, pollId, entryId, via: 'credential', personId, ballotId: id, requestHash }
  if ((await insertMarks(tx, [{ ...mark, choices: null, nonce: null }])) === 1) return
  const [known] = await listMarksOfEntries(tx, poll, [entryId])
  if (known === undefined) throw new Problem('id_taken')
  const isSame =
    known.via === 'credential' &&
    known.personId === personId &&
    known.ballotId === id &&
    known.requestHash === requestHash
  if (!isSame) throw new Problem('already_voted')
}

async function findEntry(
  tx: Tx,
  poll: PollRow & PollKeyed,
  personId: string,
  rollEntryId: string | null,
): Promise<string> {
  const own = await listEntriesOfPeople(tx, poll, [personId])
  const entry = rollEntryId === null ? own[0] : own.find(({ entryId }) => entryId === rollEntryId)
  if (entry === undefined) throw new Problem('not_on_roll')
  return entry.entryId
}
