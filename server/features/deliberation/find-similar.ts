import { LIMITS, type SimilarStatement } from '../../../src/contract'
import type { Deps } from '../../deps'
import { getSeenTopic } from './find-topic'
import { refuseVote } from './policy'
import { isOpen } from './rules'
import { mostSimilar } from './similarity'
import { listShownTexts } from './statement-repository'
import { listVotesOf } from './vote-repository'

/** Shown statements of a topic that say nearly the same: whoever is about to say it may vote on them instead. */
export async function findSimilar(
  deps: Deps,
  query: { topicId: string; personId: string; text: string },
): Promise<SimilarStatement[]> {
  const { read } = deps.store
  const now = deps.clock.now()
  const { row, facts, viewer } = await getSeenTopic(read, query.topicId, query.personId, now)
  const texts = await listShownTexts(read, row.communityId, row.id)
  const similar = mostSimilar(query.text, texts, LIMITS.similarStatements)
  if (similar.length === 0) return []
  const votes = await listVotesOf(read, row.communityId, row.id, query.personId)
  const canVote = refuseVote(viewer, facts, isOpen(row, now)) === null
  return similar.map(({ item, similarity }) => ({
    id: item.id,
    text: item.text,
    similarity,
    vote: (votes.get(item.id) ?? null) as SimilarStatement['vote'],
    can: { vote: canVote },
  }))
}
