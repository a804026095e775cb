import type { Deps } from '../../deps'
import { newId } from '../../kernel/ids'
import { type CallRow, insertCall, listDueNotices, listUnfinishedCalls, takeAnnouncement } from './audience-repository'
import { findNotice } from './repository'
import { tellPeople } from './tell-people'

const BATCH = 50

/** The job: publishes notices whose time has come, and goes on telling people where it was cut short. */
export async function publishDueNotices(deps: Deps): Promise<void> {
  for (let due = BATCH; due === BATCH; ) {
    const ids = await listDueNotices(deps.store.read, deps.clock.now(), BATCH)
    for (const { id } of ids) await announce(deps, id)
    due = ids.length
  }
  for (const call of await listUnfinishedCalls(deps.store.read, BATCH)) await tellPeople(deps, call, 'all')
}

/** Publishes a notice within the request that wrote it; people in many grids are told by the job. */
export async function publishNotice(deps: Deps, noticeId: string): Promise<void> {
  const call = await announce(deps, noticeId)
  if (call !== null) await tellPeople(deps, call, 'at_once')
}

/** Marks the notice as announced and notes whom to tell, both or neither: of several processes one does. */
async function announce(deps: Deps, noticeId: string): Promise<CallRow | null> {
  const now = deps.clock.now()
  return deps.store.write(async (tx) => {
    if ((await takeAnnouncement(tx, noticeId, now)) === 'taken_before') return null
    const notice = await findNotice(tx, noticeId, null)
    // Nobody is told of what ended while the server was down.
    if (notice === undefined || (notice.expiresAt !== null && notice.expiresAt <= now.getTime())) return null
    const { communityId } = notice
    const call = { communityId, noticeId, id: noticeId, kind: 'notice_published', lineId: newId(now), people: 0 }
    await insertCall(tx, { ...call, startedAt: now })
    return { ...call, startedAt: now.getTime() }
  })
}
