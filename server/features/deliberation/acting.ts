import type { Deps } from '../../deps'
import { Problem } from '../../kernel/problem'
import type { Tx } from '../../storage/store'
import type { Viewer } from './policy'
import type { DeliberationPorts } from './ports'
import { partOf, type TopicVerb } from './rules'
import { moveTopic, type TopicChanges, type TopicRow } from './topic-repository'

/** An act under way: permitted, new, and possible in the topic's state. */
export interface Acting {
  tx: Tx
  deps: Deps
  ports: DeliberationPorts
  topic: TopicRow
  viewer: Viewer
  personId: string
  /** The state to which the act leads: the same, where it leads nowhere. */
  toState: string
  at: Date
}

/** Adds the line of an act to the thread and moves the topic where it leads. @throws Problem wrong_state where somebody else was first */
export async function step(
  { tx, topic, personId, toState, at }: Acting,
  name: TopicVerb | 'low_rating',
  text: string | null,
  changes: TopicChanges = {},
): Promise<void> {
  const by = name === 'low_rating' ? 'resident' : partOf(name)
  const line = { step: name, by, actorId: personId, toState, text, at }
  if ((await moveTopic(tx, topic, line, changes)) === 'moved_before') throw new Problem('wrong_state')
}
