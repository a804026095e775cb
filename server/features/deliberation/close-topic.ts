import { found } from '../../kernel/problem'
import type { Tx } from '../../storage/store'
import { stateNow } from './rules'
import { findTopic, moveTopic, type TopicRow } from './topic-repository'

/** Closes an open topic whose end has come, and gives the topic as it stands then. */
export async function closeIfEnded(tx: Tx, topic: TopicRow, at: Date): Promise<TopicRow> {
  if (topic.state === stateNow(topic, at)) return topic
  const line = { step: 'close', by: 'clock', actorId: null, toState: 'closed', text: null, at }
  await moveTopic(tx, topic, line)
  return found(await findTopic(tx, topic.id))
}
