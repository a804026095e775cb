import type { OpinionVote, VoteAnswer } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { factsOf, findViewer } from './find-topic'
import { refuseVote } from './policy'
import { isOpen } from './rules'
import { findStatement } from './statement-repository'
import { findTopic } from './topic-repository'
import { castVote as saveVote } from './vote-repository'

export interface CastVoteCommand {
  topicId: string
  statementId: string
  personId: string
  vote: OpinionVote
}

/** A resident agrees, disagrees, or passes. The last vote of a person on a statement counts; the same again changes nothing. */
export async function castVote(deps: Deps, command: CastVoteCommand): Promise<VoteAnswer> {
  const { topicId, statementId, personId, vote } = command
  const now = deps.clock.now()
  const cast = await deps.store.write((tx) => saveVote(tx, { topicId, statementId, personId, vote, now }))
  if (cast === 0) await refuse(deps, command)
  return { topicId, statementId, vote }
}

/** Nothing was written: something stands against it, which is only now asked for. */
async function refuse(deps: Deps, { topicId, statementId, personId }: CastVoteCommand): Promise<never> {
  const { read } = deps.store
  const now = deps.clock.now()
  const topic = found(await findTopic(read, topicId))
  const viewer = await findViewer(read, topic.communityId, personId)
  const facts = factsOf(topic, now)
  const refusal = refuseVote(viewer, facts, isOpen(topic, now))
  if (refusal !== 'wrong_state') refuseIf(refusal)
  const statement = await findStatement(read, statementId, personId)
  if (statement?.topicId !== topicId) throw new Problem('not_found')
  // What is not shown is there for its author alone.
  if (statement.state !== 'shown' && statement.authorId !== personId) throw new Problem('not_found')
  throw new Problem('wrong_state')
}
