import type { SupportAnswer } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, refuseIf } from '../../kernel/problem'
import type { Tx } from '../../storage/store'
import { isWithin } from '../places'
import { factsOf, findViewer } from './find-topic'
import { refuseSupport } from './policy'
import type { DeliberationPorts } from './ports'
import { findRules } from './rules-repository'
import { deleteSupport, insertSupport, recountSupport } from './support-repository'
import { tellSecretaries } from './tell-people'
import { findTopic, holdTopic, moveTopic, type TopicRow } from './topic-repository'

export interface SupportTopicCommand {
  topicId: string
  personId: string
  supports: boolean
}

/** A resident stands behind a proposal, or no longer. When enough households do, an answer is due. Again is the same as once. */
export async function supportTopic(
  deps: Deps,
  ports: DeliberationPorts,
  { topicId, personId, supports }: SupportTopicCommand,
): Promise<SupportAnswer> {
  const at = deps.clock.now()
  return deps.store.write(async (tx) => {
    await holdTopic(tx, topicId)
    const topic = found(await findTopic(tx, topicId))
    const viewer = await findViewer(tx, topic.communityId, personId)
    refuseIf(refuseSupport(viewer, factsOf(topic, at)))
    const { supportHouseholds: needed, answerWorkingDays } = await findRules(tx, topic.communityId)
    if (supports) {
      const home = found(
        viewer.standing.homes.find(
          ({ state, gridPath }) => state === 'verified' && isWithin(gridPath, topic.placePath),
        ),
      )
      await insertSupport(tx, topic, { personId, householdId: home.householdId, createdAt: at })
    } else await deleteSupport(tx, topic, personId)
    const households = await recountSupport(tx, topic)
    if (households >= needed && topic.answerDueAt === null)
      await obligeAnswer(tx, topic, ports.afterWorkingDays(at, answerWorkingDays), at)
    return { supported: supports, households, needed }
  })
}

/** Once for all time: whoever withdraws later does not take the duty away. */
export async function obligeAnswer(tx: Tx, topic: TopicRow, answerDueAt: Date, at: Date): Promise<void> {
  const line = { step: 'support_reached', by: 'clock', actorId: null, toState: topic.state, text: null, at }
  await moveTopic(tx, topic, line, { answerDueAt })
  await tellSecretaries(tx, topic, {
    kind: 'topic_support_reached',
    at,
    params: { dueAt: answerDueAt.toISOString() },
  })
}
