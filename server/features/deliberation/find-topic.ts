import type { CouncillorKind } from '../../../src/contract'
import { found, refuseIf } from '../../kernel/problem'
import type { Reader } from '../../storage/store'
import { findStanding } from '../membership'
import { refuseSee, type TopicFacts, type Viewer } from './policy'
import { stateNow } from './rules'
import { findCouncillorKind } from './support-repository'
import { findTopic, type TopicRow } from './topic-repository'

/** What a policy must know of a topic, at a time: what has ended is closed, whether or not the clock has come by. */
export function factsOf(row: TopicRow, now: Date): TopicFacts {
  return {
    place: { id: row.placeId, kind: row.placeKind, path: row.placePath },
    state: stateNow(row, now),
    proposerId: row.proposerId,
    facilitatorId: row.facilitatorId,
    isHeld: Boolean(row.isHeld),
  }
}

export async function findViewer(reader: Reader, communityId: string, personId: string): Promise<Viewer> {
  const standing = await findStanding(reader, personId)
  const kind = await findCouncillorKind(reader, communityId, personId)
  return { standing, councillor: kind as CouncillorKind | null }
}

export interface SeenTopic {
  row: TopicRow
  facts: TopicFacts
  viewer: Viewer
}

/** A topic as its reader may see it. @throws Problem not_found, not_verified */
export async function getSeenTopic(reader: Reader, id: string, personId: string, now: Date): Promise<SeenTopic> {
  const row = found(await findTopic(reader, id))
  const viewer = await findViewer(reader, row.communityId, personId)
  const facts = factsOf(row, now)
  refuseIf(refuseSee(viewer, facts))
  return { row, facts, viewer }
}
