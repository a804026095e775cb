import { LIMITS } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { hashRequest } from '../../kernel/request-hash'
import type { Reader, Tx } from '../../storage/store'
import { topicOf } from '../../storage/versions'
import { type CheckAnswer, checkText } from '../moderation'
import { factsOf, findViewer } from './find-topic'
import { isSecretary, refuseState } from './policy'
import { invalid, isOpen } from './rules'
import { findRules } from './rules-repository'
import { countOfAuthor, findStatement, insertStatement, type StatementRow, takeNumber } from './statement-repository'
import { tellSecretaries } from './tell-people'
import { findTopic, type TopicRow } from './topic-repository'

/** The text is normalised already. */
export interface AddStatementCommand {
  id: string
  personId: string
  topicId: string
  text: string
}

/**
 * Somebody adds an opinion that others vote on. It is shown at once, unless the place looks at each first, or the content check doubts it.
 * @throws Problem invalid_request (field text) where the content check refuses it; too_many_statements, topic_full, wrong_state
 */
export async function addStatement(deps: Deps, command: AddStatementCommand): Promise<'created' | 'exists'> {
  const { personId, topicId, text } = command
  const requestHash = hashRequest({ topicId, text })
  // Asked before the words leave the house, and again in the transaction, where it counts.
  if ((await admit(deps, deps.store.read, command, requestHash)) === 'exists') return 'exists'
  const answer = await checkText(deps, { text, scene: 'comment', personId })
  if (answer.state === 'hidden') throw invalid('text', 'refused by the content check')
  return deps.store.write(async (tx) => {
    const admitted = await admit(deps, tx, command, requestHash)
    if (admitted === 'exists') return 'exists'
    await keep(tx, { ...admitted, command, requestHash, answer, at: deps.clock.now() })
    tx.touch(topicOf.opinions(topicId))
    return 'created'
  })
}

interface Admitted {
  topic: TopicRow
  isOffice: boolean
  statementsMax: number
  isLookedAtFirst: boolean
}

async function admit(
  deps: Deps,
  reader: Reader,
  { id, personId, topicId }: AddStatementCommand,
  requestHash: string,
): Promise<'exists' | Admitted> {
  const known = await findStatement(reader, id, personId)
  if (known !== undefined) {
    assertSame(known, requestHash, personId)
    return 'exists'
  }
  const now = deps.clock.now()
  const topic = found(await findTopic(reader, topicId))
  const viewer = await findViewer(reader, topic.communityId, personId)
  const facts = factsOf(topic, now)
  refuseIf(refuseState(viewer, facts, isOpen(topic, now)))
  const rules = await findRules(reader, topic.communityId)
  const isOffice = isSecretary(viewer.standing, facts.place)
  const statementsMax = isOffice ? LIMITS.statementsPerPerson : rules.statementsPerPerson
  return { topic, isOffice, statementsMax, isLookedAtFirst: rules.moderatesStatements && !isOffice }
}

function assertSame(known: StatementRow, requestHash: string, personId: string): void {
  if (known.requestHash !== requestHash || known.authorId !== personId) throw new Problem('id_taken')
}

interface Keeping extends Admitted {
  command: AddStatementCommand
  requestHash: string
  answer: CheckAnswer
  at: Date
}

/** The topic is held by taking a number of it, so that the limits are exact however many come at once. */
async function keep(tx: Tx, keeping: Keeping): Promise<void> {
  const { topic, statementsMax, isLookedAtFirst, answer, requestHash, at } = keeping
  const { id, personId, topicId, text } = keeping.command
  const state = isLookedAtFirst || answer.state === 'pending' ? 'pending' : 'shown'
  const number = await takeNumber(tx, topicId, state === 'shown')
  if (number > LIMITS.topicStatements) throw new Problem('topic_full')
  if ((await countOfAuthor(tx, topic.communityId, topicId, personId)) >= statementsMax)
    throw new Problem('too_many_statements')
  const { communityId } = topic
  await insertStatement(tx, {
    communityId,
    topicId,
    number,
    id,
    authorId: personId,
    text,
    state,
    reason: null,
    createdAt: at,
    requestHash,
  })
  if (state === 'pending') {
    const news = { kind: 'statement_waiting', at, params: { text }, aboutPersonId: personId } as const
    await tellSecretaries(tx, topic, news)
  }
}
