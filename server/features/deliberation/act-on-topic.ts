import type { TopicAction } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { recordAct } from '../../storage/acts'
import { type Acting, step } from './acting'
import { closeIfEnded } from './close-topic'
import { factsOf, findViewer } from './find-topic'
import { attend, attest, confirm, decline, schedule } from './hold-meeting'
import { invite } from './invite-people'
import { refusePart } from './policy'
import type { DeliberationPorts } from './ports'
import { publishMinutes } from './publish-minutes'
import { invalid, nextState, timeAhead } from './rules'
import { answerRatings, evaluate, publish } from './settle-topic'
import { insertSecond } from './support-repository'
import { tellAll, tellBackers } from './tell-people'
import { findTopic, holdTopic } from './topic-repository'

/** Texts in the action are normalised already. */
export interface ActCommand {
  topicId: string
  personId: string
  action: TopicAction
}

/** Somebody does something with a topic (api.md, Deliberation). Of two at once one wins, and the other is told wrong_state. */
export async function actOnTopic(deps: Deps, ports: DeliberationPorts, command: ActCommand): Promise<void> {
  const { topicId, personId, action } = command
  const at = deps.clock.now()
  await deps.store.write(async (tx) => {
    await holdTopic(tx, topicId)
    const before = found(await findTopic(tx, topicId))
    const viewer = await findViewer(tx, before.communityId, personId)
    refuseIf(refusePart(viewer, factsOf(before, at), action.action))
    const { id, ...body } = action
    const act = { subjectKind: 'topic', subjectId: topicId, id, action: action.action, personId, body, at }
    if ((await recordAct(tx, act)) === 'repeated') return
    const topic = await closeIfEnded(tx, before, at)
    const toState = nextState(factsOf(topic, at).state, action.action)
    if (toState === null) throw new Problem('wrong_state')
    await perform({ tx, deps, ports, topic, viewer, personId, toState, at }, action)
  })
}

function perform(acting: Acting, action: TopicAction): Promise<void> {
  switch (action.action) {
    case 'accept':
      return answerProposal(acting, 'accept', null)
    case 'refuse':
      return answerProposal(acting, 'refuse', action.reason)
    case 'invite':
      return invite(acting, action)
    case 'schedule':
      return schedule(acting, action)
    case 'open':
      return open(acting, timeAhead(action.closesAt, 'closesAt', acting.at))
    case 'close':
      return step(acting, 'close', null)
    case 'review':
      return step(acting, 'review', action.text, { review: action.text })
    case 'publish':
      return publish(acting, action)
    case 'publish_minutes':
      return publishMinutes(acting)
    case 'answer':
      return answerRatings(acting, action.text)
    case 'attest':
      return attest(acting, action.personId)
    case 'confirm':
      return confirm(acting, action.code ?? null)
    case 'decline':
      return decline(acting)
    case 'attend':
      return attend(acting, action.code)
    case 'evaluate':
      return evaluate(acting, action.stars, action.text ?? null)
    case 'second':
      return second(acting)
  }
}

/** The answer that a proposal waits for. An accepted one is no longer held back: the secretary has read it. */
async function answerProposal(acting: Acting, verb: 'accept' | 'refuse', reason: string | null): Promise<void> {
  const { tx, topic, at, personId } = acting
  const changes = { answerDueAt: null, ...(reason === null ? { isHeld: false } : { refusedReason: reason }) }
  await step(acting, verb, reason, changes)
  await tellBackers(tx, topic, {
    kind: verb === 'accept' ? 'topic_accepted' : 'topic_refused',
    at,
    params: reason === null ? {} : { reason },
    exceptId: personId,
  })
}

async function open(acting: Acting, closesAt: Date): Promise<void> {
  const { tx, topic, at, personId } = acting
  if (closesAt <= at) throw invalid('closesAt', 'in the past')
  await step(acting, 'open', null, { closesAt })
  await tellAll(tx, topic, {
    kind: 'topic_opened',
    at,
    params: { closesAt: closesAt.toISOString() },
    exceptId: personId,
  })
}

async function second(acting: Acting): Promise<void> {
  const { tx, topic, viewer, personId, at } = acting
  const outcome = await insertSecond(tx, topic, { personId, kind: found(viewer.councillor), createdAt: at })
  if (outcome === 'created') await step(acting, 'second', null)
}
