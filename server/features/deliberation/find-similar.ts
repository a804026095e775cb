import { setImmediate as nextTurn } from 'node:timers/promises'
import { LIMITS, type SimilarStatement } from '../../../src/contract'
import type { Deps } from '../../deps'
import { getSeenTopic } from './find-topic'
import { refuseVote } from './policy'
import { isOpen } from './rules'
import { mostSimilar } from './similarity'
import { listShownTexts } from './statement-repository'
import { listVotesOf } from './vote-repository'

/** After so many others have their turn: a text takes up to a tenth of a millisecond, and a topic holds two thousand. */
const TEXTS_AT_ONCE = 100

/** The most similar of each part, and then of those. */
async function amongMany<Item extends { text: string }>(text: string, items: readonly Item[]) {
  const best: { item: Item; similarity: number }[] = []
  for (let start = 0; start < items.length; start += TEXTS_AT_ONCE) {
    if (start > 0) await nextTurn()
    best.push(...mostSimilar(text, items.slice(start, start + TEXTS_AT_ONCE), LIMITS.similarStatements))
  }
  return best.sort((a, b) => b.similarity - a.similarity).slice(0, LIMITS.similarStatements)
}

/** Shown statements of a topic that say nearly the same: whoever is about to say it may vote on them instead. */
export async function findSimilar(
  deps: Deps,
  query: { topicId: string; personId: string; text: string },
): Promise<SimilarStatement[]> {
  const { read } = deps.store
  const now = deps.clock.now()
  const { row, facts, viewer } = await getSeenTopic(read, query.topicId, query.personId, now)
  const texts = await listShownTexts(read, row.communityId, row.id)
  const similar = await amongMany(query.text, texts)
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
