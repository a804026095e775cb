import type { PageOf, RatingLine } from '../../../src/contract'
import type { Deps } from '../../deps'
import { decodeCursor, toPage } from '../../kernel/cursor'
import { refuseIf } from '../../kernel/problem'
import { getSeenTopic } from './find-topic'
import { refuseModerate, refuseVerb } from './policy'
import { toTime } from './presenter'
import { listEvaluations } from './task-repository'

/** What residents say of an outcome, for the secretary who answers; who says it is told to nobody. */
export async function listRatings(
  deps: Deps,
  query: { topicId: string; personId: string; limit: number; cursor: string | undefined },
): Promise<PageOf<RatingLine>> {
  const { read } = deps.store
  const before = decodeCursor(query.cursor, ['time', 'id'])
  const { row, facts, viewer } = await getSeenTopic(read, query.topicId, query.personId, deps.clock.now())
  refuseIf(refuseModerate(viewer, facts))
  const rows = await listEvaluations(read, row, before, query.limit + 1)
  const canAnswer = refuseVerb(viewer, facts, 'answer') === null
  return toPage(
    rows,
    query.limit,
    ({ at, id }) => [at, id],
    ({ id, stars, text, at }) => ({ id, stars, text, at: toTime(at), can: { answer: canAnswer } }),
  )
}
