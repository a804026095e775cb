import type { CreateObjectionRequest } from '../../../src/contract'
import { LIMITS } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { hashRequest } from '../../kernel/request-hash'
import { assertSameRequest, recordAct } from '../../storage/acts'
import type { Reader } from '../../storage/store'
import { findStanding, listStaffOnPath } from '../membership'
import { notify } from '../notifications'
import { idsOnPath } from '../places'
import { findPoll, mayObject, type PollRow, refuseDesk, refusePoll, stateOf } from '../polls'
import { countOpenObjections, decideObjection, findObjection, insertObjection, type ObjectionRow } from './repository'

const DAY_MS = 86_400_000
/** Of one person about one poll, at a time. */
const OPEN_OBJECTIONS_MAX = 5

export interface ObjectCommand extends CreateObjectionRequest {
  id: string
  pollId: string
  personId: string
}

/** Somebody says that the roll is wrong while it can be corrected, or that their ballot is, until a week after the close. */
export async function objectToPoll(
  deps: Deps,
  command: ObjectCommand,
): Promise<{ outcome: 'created' | 'exists'; row: ObjectionRow }> {
  const { id, pollId, personId, about, text } = command
  const now = deps.clock.now()
  const requestHash = hashRequest({ pollId, about, text })
  return deps.store.write(async (tx) => {
    const known = await findObjection(tx, id)
    if (known !== undefined) {
      assertSameRequest(known, requestHash, known.personId, personId)
      return { outcome: 'exists', row: known }
    }
    const poll = found(await findPoll(tx, pollId))
    refuseIf(refusePoll(await findStanding(tx, personId), poll))
    if (!(about === 'roll' ? mayObject(poll, now) : mayDoubt(poll, now))) throw new Problem('objections_over')
    if ((await countOpenObjections(tx, poll, personId)) >= OPEN_OBJECTIONS_MAX) throw new Problem('too_many_pending')
    const { communityId } = poll
    await insertObjection(tx, { communityId, pollId, id, personId, about, text, createdAt: now, requestHash })
    await notify(tx, {
      personIds: await listAnswering(tx, poll, personId),
      kind: 'poll_objection_raised',
      params: { question: poll.question },
      subject: { kind: 'poll', id: pollId },
      at: now,
    })
    return { outcome: 'created', row: found(await findObjection(tx, id)) }
  })
}

/** The officer and the secretary of the place. Nobody is told of their own, for nobody answers it. */
async function listAnswering(reader: Reader, poll: PollRow, personId: string): Promise<string[]> {
  const staff = await listStaffOnPath(reader, idsOnPath(poll.placePath), ['grid_officer', 'secretary'])
  return staff.map((held) => held.personId).filter((id) => id !== personId)
}

function mayDoubt(poll: PollRow, now: Date): boolean {
  const state = stateOf(poll, now)
  if (state === 'open') return true
  const closedAt = poll.closedAt ?? poll.closesAt
  return state === 'closed' && now.getTime() < closedAt + LIMITS.ballotObjectionDays * DAY_MS
}

export interface AnswerCommand {
  pollId: string
  objectionId: string
  actId: string
  personId: string
  action: 'accept' | 'dismiss'
  answer: string
}

export async function answerObjection(deps: Deps, command: AnswerCommand): Promise<ObjectionRow> {
  const { pollId, objectionId, actId, personId, action, answer } = command
  const now = deps.clock.now()
  return deps.store.write(async (tx) => {
    const objection = found(await findObjection(tx, objectionId))
    if (objection.pollId !== pollId) throw new Problem('not_found')
    const poll = found(await findPoll(tx, pollId))
    refuseIf(refuseDesk(await findStanding(tx, personId), poll))
    // Nobody answers their own.
    if (objection.personId === personId) throw new Problem('not_allowed')
    const act = { subjectKind: 'poll_objection', subjectId: objectionId, id: actId, action, personId, at: now }
    if ((await recordAct(tx, { ...act, body: { action, answer } })) === 'repeated') return objection
    const state = action === 'accept' ? 'accepted' : 'dismissed'
    const decided = await decideObjection(tx, objectionId, { state, answer, decidedById: personId, decidedAt: now })
    if (decided === 0) throw new Problem('wrong_state')
    await notify(tx, {
      personIds: [objection.personId],
      kind: 'poll_objection_answered',
      params: { question: poll.question, answer },
      subject: { kind: 'poll', id: poll.id },
      at: now,
    })
    return found(await findObjection(tx, objectionId))
  })
}
