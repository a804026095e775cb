import type { OpinionMap } from '../../../src/contract'
import type { Deps } from '../../deps'
import { Problem, refuseIf } from '../../kernel/problem'
import type { ExportedTable } from './export-conversation'
import { factsOf, findViewer, getSeenTopic } from './find-topic'
import { letterName } from './opinion-map/map-document'
import type { OpinionMaps } from './opinion-maps'
import { refuseSee, refuseVote } from './policy'
import { isClosed, isOpen, stateNow } from './rules'
import { findTopic } from './topic-repository'

type Own = Pick<OpinionMap, 'mine' | 'computedAt' | 'ageSeconds' | 'can'>

/**
 * The opinion map of a topic, at most ten seconds old, with the caller's own place in it: as JSON, of which the part that is the same for all was
 * written once, in the thread that made the map.
 */
export async function showMap(
  deps: Deps,
  maps: OpinionMaps,
  { topicId, personId }: { topicId: string; personId: string },
): Promise<string> {
  const { row, facts, viewer } = await getSeenTopic(deps.store.read, topicId, personId, deps.clock.now())
  const { map, computedAt, placeOf } = await maps.get(row)
  const now = deps.clock.now()
  const place = placeOf(personId)
  const own: Own = {
    mine: place === null ? null : { x: place.x, y: place.y, group: letterName(place.letter) },
    computedAt: computedAt.toISOString(),
    ageSeconds: Math.max(0, Math.floor((now.getTime() - computedAt.getTime()) / 1_000)),
    can: { vote: refuseVote(viewer, facts, isOpen(row, now)) === null, download: isClosed(facts.state) },
  }
  return `${map.json.slice(0, -1)},${JSON.stringify(own).slice(1)}`
}

/**
 * The votes or statements of a closed topic, for anybody, signed in or not. Of a topic that is not closed whoever may read it is told so, and
 * nobody else that it is there.
 */
export async function exportTopic(
  deps: Deps,
  maps: OpinionMaps,
  { topicId, personId, table }: { topicId: string; personId: string | null; table: ExportedTable },
): Promise<string> {
  const { read } = deps.store
  const now = deps.clock.now()
  const row = await findTopic(read, topicId)
  if (row === undefined) throw new Problem('not_found')
  if (isClosed(stateNow(row, now))) return maps.exportTable(row, table)
  if (personId === null) throw new Problem('not_found')
  refuseIf(refuseSee(await findViewer(read, row.communityId, personId), factsOf(row, now)))
  throw new Problem('wrong_state')
}
