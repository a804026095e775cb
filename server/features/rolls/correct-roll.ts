import type { CreateCorrectionRequest } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { hashRequest } from '../../kernel/request-hash'
import { assertSameRequest, recordAct } from '../../storage/acts'
import type { Tx } from '../../storage/store'
import { findStanding } from '../membership'
import {
  endEntries,
  findPoll,
  insertEntries,
  insertVersion,
  insertVoters,
  listEntries,
  lockPoll,
  makeEntries,
  type PlannedEntry,
  type PollRow,
  refuseDesk,
  setRollVersion,
  stateOf,
  sumRoll,
} from '../polls'
import { asItStands, planRollOf } from './list-candidates'
import { type CorrectionRow, decideCorrection, findCorrection, insertCorrection } from './repository'

type EntryFacts = Pick<PlannedEntry, 'subject' | 'area'>

export interface CorrectionBody {
  remove: string[]
  add: { personId?: string; householdId?: string }[]
}

export interface ProposeCommand {
  id: string
  pollId: string
  personId: string
  request: CreateCorrectionRequest
}

/** One member of staff proposes a change of the roll. Nothing changes before another confirms it. */
export async function proposeCorrection(
  deps: Deps,
  { id, pollId, personId, request }: ProposeCommand,
): Promise<{ outcome: 'created' | 'exists'; row: CorrectionRow }> {
  const { remove = [], add = [], reason } = request
  const body: CorrectionBody = { remove, add }
  const requestHash = hashRequest({ pollId, ...body, reason })
  const now = deps.clock.now()
  return deps.store.write(async (tx) => {
    const known = await findCorrection(tx, id)
    if (known !== undefined) {
      assertSameRequest(known, requestHash, known.proposedById, personId)
      return { outcome: 'exists', row: known }
    }
    const poll = found(await findPoll(tx, pollId))
    refuseIf(refuseDesk(await findStanding(tx, personId), poll))
    refuseUnlessDisplayed(poll, now)
    if (remove.length + add.length === 0) throw invalid('add', 'nothing to change')
    const { communityId } = poll
    const row = { communityId, pollId, id, body: JSON.stringify(body), reason, proposedById: personId, requestHash }
    await insertCorrection(tx, { ...row, createdAt: now })
    return { outcome: 'created', row: found(await findCorrection(tx, id)) }
  })
}

/** The second member of staff: with their word the roll has a new version, published with its hash and the reason. */
export async function decideOnCorrection(
  deps: Deps,
  command: { correctionId: string; actId: string; personId: string; action: 'confirm' | 'refuse' },
): Promise<CorrectionRow> {
  const { correctionId, actId, personId, action } = command
  const now = deps.clock.now()
  return deps.store.write(async (tx) => {
    const correction = found(await findCorrection(tx, correctionId))
    const poll = found(await lockPoll(tx, correction.pollId))
    refuseIf(refuseDesk(await findStanding(tx, personId), poll))
    const act = { subjectKind: 'poll_correction', subjectId: correctionId, id: actId, action, personId, at: now }
    if ((await recordAct(tx, { ...act, body: { action } })) === 'repeated') return correction
    if (action === 'confirm' && correction.proposedById === personId) throw new Problem('second_person_needed')
    if (action === 'confirm') refuseUnlessDisplayed(poll, now)
    const version = action === 'confirm' ? poll.rollVersion + 1 : null
    const state = action === 'confirm' ? 'made' : 'refused'
    if ((await decideCorrection(tx, correctionId, { state, version, decidedById: personId })) === 0)
      throw new Problem('wrong_state')
    if (version !== null) await makeVersion(tx, poll, correction, version, personId, now)
    return found(await findCorrection(tx, correctionId))
  })
}

async function makeVersion(
  tx: Tx,
  poll: PollRow,
  correction: CorrectionRow,
  version: number,
  confirmedById: string,
  now: Date,
): Promise<void> {
  const { communityId, id: pollId } = poll
  const { remove, add } = bodyOf(correction)
  if ((await setRollVersion(tx, poll, version)) === 0) throw new Problem('wrong_state')
  const ended = remove.length === 0 ? 0 : await endEntries(tx, communityId, pollId, remove, version)
  if (ended !== remove.length) throw new Problem('wrong_state')
  const standing = await listEntries(tx, communityId, pollId)
  const planned = withoutStanding(await planAdditions(tx, poll, add), standing)
  const { entries, voters } = makeEntries(poll, planned, version, now)
  await insertEntries(tx, entries)
  await insertVoters(tx, voters)
  const { proposedById, reason } = correction
  const sum = sumRoll(pollId, [...standing, ...entries] as never)
  if (sum.size === 0) throw new Problem('roll_empty')
  const by = { proposedById, confirmedById }
  await insertVersion(tx, { communityId, pollId, version, ...sum, reason, ...by, createdAt: now })
}

/** Entries as the roll would have them now: whoever is added by hand must be there by the same rules. */
async function planAdditions(tx: Tx, poll: PollRow, add: CorrectionBody['add']): Promise<PlannedEntry[]> {
  if (add.length === 0) return []
  const planned = await planRollOf(tx, poll)
  return add.map(({ personId, householdId }) => {
    const wanted = planned.find(
      ({ personIds, subject }) =>
        (personId !== undefined && personIds.includes(personId)) ||
        (householdId !== undefined && subject.includes(householdId)),
    )
    if (wanted === undefined) throw invalid('add', 'not verified here, so not on a roll')
    return wanted
  })
}

/**
 * What is new of these entries, each once. A unit whose owner or area has changed since is another entry of the same unit: beside the old one it would
 * count twice. @throws Problem unit_on_roll
 */
function withoutStanding(planned: readonly PlannedEntry[], standing: readonly EntryFacts[]): PlannedEntry[] {
  const same = new Set(standing.map(asItStands))
  const units = new Set(standing.flatMap(unitsOf))
  const added = new Map<string, PlannedEntry>()
  for (const entry of planned) {
    if (same.has(asItStands(entry))) continue
    if (unitsOf(entry).some((unit) => units.has(unit))) throw new Problem('unit_on_roll')
    added.set(entry.subject, entry)
  }
  return [...added.values()]
}

/** The units of an owners' entry; of any other, whoever it is. */
function unitsOf({ subject }: Pick<EntryFacts, 'subject'>): string[] {
  const [, ids] = JSON.parse(subject) as [kind: string, ids: string | string[]]
  return Array.isArray(ids) ? ids : [ids]
}

function refuseUnlessDisplayed(poll: PollRow, now: Date): void {
  if (stateOf(poll, now) !== 'announced') throw new Problem('objections_over')
}

export function bodyOf({ body }: CorrectionRow): CorrectionBody {
  return JSON.parse(body)
}

function invalid(path: string, message: string): Problem {
  return new Problem('invalid_request', { fields: [{ path, message }] })
}
