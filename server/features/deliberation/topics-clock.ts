import type { Deps } from '../../deps'
import { closeIfEnded } from './close-topic'
import { tellSecretaries } from './tell-people'
import { findTopic, holdTopic, listEnded, listOverdue, takeOverdue } from './topic-repository'

const BATCH = 50

/** The job: closes topics whose end has come, and says where an answer that was due is not there. */
export async function runTopicsClock(deps: Deps): Promise<void> {
  const now = deps.clock.now()
  for (let ended = BATCH; ended === BATCH; ) {
    const ids = await listEnded(deps.store.read, now, BATCH)
    for (const { id } of ids) await closeOne(deps, id, now)
    ended = ids.length
  }
  for (let overdue = BATCH; overdue === BATCH; ) {
    const ids = await listOverdue(deps.store.read, now, BATCH)
    for (const { id } of ids) await tellOverdue(deps, id, now)
    overdue = ids.length
  }
}

function closeOne(deps: Deps, id: string, now: Date): Promise<void> {
  return deps.store.write(async (tx) => {
    await holdTopic(tx, id)
    const topic = await findTopic(tx, id)
    if (topic !== undefined) await closeIfEnded(tx, topic, now)
  })
}

/** Of several processes one does. */
function tellOverdue(deps: Deps, id: string, now: Date): Promise<void> {
  return deps.store.write(async (tx) => {
    if ((await takeOverdue(tx, id, now)) === 'taken_before') return
    const topic = await findTopic(tx, id)
    if (topic !== undefined) await tellSecretaries(tx, topic, { kind: 'topic_answer_overdue', at: now })
  })
}
