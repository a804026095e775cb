import type { CastBallotRequest, Receipt } from '../../../src/contract'
import type { Deps } from '../../deps'
import { CREDENTIAL_BYTES } from '../../kernel/blind-signer'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { findStanding } from '../membership'
import { findPoll, optionsOf, type PollRow, refusePoll, stateOf } from '../polls'
import { readBase64 } from './base64'
import { castInBatch } from './cast-queue'
import type { CastOutcome } from './casting'
import { readChoices } from './choices'
import { verifierOf } from './open-keys'
import { presentReceipt } from './receipts'

export interface CastAnswer {
  outcome: 'created' | 'exists'
  receipt: Receipt
}

/** A ballot with a name. */
export async function castOpenBallot(
  deps: Deps,
  command: { pollId: string; ballotId: string; personId: string; request: CastBallotRequest },
): Promise<CastAnswer> {
  const { pollId, ballotId, personId, request } = command
  const { optionIds, rollEntryId = null } = request
  const decided = await castInBatch(deps, pollId, { kind: 'open', ballotId, personId, optionIds, entryId: rollEntryId })
  if (!('leaf' in decided)) await refuseOpen(deps, pollId, personId, decided.outcome)
  return answer(deps, pollId, decided)
}

/** Whoever has no tie to the place is told nothing of the poll; who has one, why the ballot was not taken. */
async function refuseOpen(
  deps: Deps,
  pollId: string,
  personId: string,
  outcome: CastOutcome['outcome'],
): Promise<void> {
  const isAboutThem = outcome === 'already_voted' || outcome === 'bad_choice' || outcome === 'id_taken'
  if (isAboutThem) return
  const poll = found(await findPoll(deps.store.read, pollId))
  refuseIf(refusePoll(await findStanding(deps.store.read, personId), poll))
  if (outcome === 'not_found') throw new Problem('poll_not_open')
}

/** A ballot of nobody: without a token, by its credential alone. Nothing of the request is kept but the ballot. */
export async function castSecretBallot(deps: Deps, poll: PollRow, request: CastBallotRequest): Promise<CastAnswer> {
  if (stateOf(poll, deps.clock.now()) !== 'open') throw new Problem('poll_not_open')
  const credential = readBase64(request.credential ?? '', 'credential')
  const signature = readBase64(request.signature ?? '', 'signature')
  if (credential.length !== CREDENTIAL_BYTES) throw invalid('credential', `not ${CREDENTIAL_BYTES} bytes`)
  if (request.rollEntryId !== undefined) throw invalid('rollEntryId', 'a secret ballot names nobody')
  if (!verifierOf(poll)(credential, signature)) throw new Problem('bad_credential')
  const choices = readChoices({ ...poll, options: optionsOf(poll) }, request.optionIds)
  if (choices === null) throw new Problem('bad_choice')
  const decided = await castInBatch(deps, poll.id, { kind: 'secret', credential, signature, choices })
  return answer(deps, poll.id, decided)
}

function answer(deps: Deps, pollId: string, decided: CastOutcome): CastAnswer {
  if (!('leaf' in decided)) throw new Problem(decided.outcome)
  const receipt = presentReceipt(pollId, decided.leaf, deps.secrets.pollLogKey)
  return { outcome: decided.outcome === 'counted' ? 'created' : 'exists', receipt }
}

export function invalid(path: string, message: string): Problem {
  return new Problem('invalid_request', { fields: [{ path, message }] })
}
