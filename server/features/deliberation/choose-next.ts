import type { NextStatement } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, refuseIf } from '../../kernel/problem'
import { getSeenTopic } from './find-topic'
import { priorityOf } from './opinion-map/group-votes'
import { chooseNextStatement } from './opinion-map/next-statement'
import type { OpinionMaps } from './opinion-maps'
import { refuseVote } from './policy'
import { presentStatement } from './presenter'
import { isOpen } from './rules'
import { findStatement, listShownTexts } from './statement-repository'
import { listVotedIds } from './vote-repository'

/** A statement that nobody has voted on. */
const NEW_PRIORITY = priorityOf({ agrees: 0, disagrees: 0, seen: 0 }, 0, false)

/**
 * The statement that a resident is shown next: one of those without their vote, by chance, as likely as its priority. Whoever asks again
 * without voting is shown the same. Null where they have voted on all.
 */
export async function chooseNext(
  deps: Deps,
  maps: OpinionMaps,
  { topicId, personId }: { topicId: string; personId: string },
): Promise<NextStatement | null> {
  const { read } = deps.store
  const now = deps.clock.now()
  const seen = await getSeenTopic(read, topicId, personId, now)
  const { row, facts, viewer } = seen
  refuseIf(refuseVote(viewer, facts, isOpen(row, now)))
  const voted = await listVotedIds(read, row.communityId, row.id, personId)
  const left = (await listShownTexts(read, row.communityId, row.id)).filter(({ id }) => !voted.has(id))
  if (left.length === 0) return null
  const { ids, values } = (await maps.get(row)).map.priorities
  const known = new Map(ids.map((id, at) => [id, values[at] as number]))
  const priorities = left.map(({ id }) => ({ id, priority: known.get(id) ?? NEW_PRIORITY }))
  const chosen = chooseNextStatement(priorities, `${topicId}/${personId}/${voted.size}`)
  const statement = found(await findStatement(read, found(chosen), personId))
  return { ...presentStatement(statement, seen, now), remaining: left.length }
}
