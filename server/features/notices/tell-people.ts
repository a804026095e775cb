import type { NotificationKind } from '../../../src/contract'
import type { Deps } from '../../deps'
import { notify } from '../notifications'
import { type CallRow, findAudience, finishCall, listPeopleOfPart } from './audience-repository'
import { findNoticeWithPlaces } from './find-notice'

/** Grids told within a request; the job tells the rest. */
const PARTS_AT_ONCE = 12

/**
 * Puts a line into the inbox of every verified resident whom a notice is for, one transaction a grid, so that a whole city does not hold up
 * other writers. The line has the same id for all: a call that was cut short, or runs twice at once, tells nobody twice.
 */
export async function tellPeople(deps: Deps, call: CallRow, extent: 'at_once' | 'all'): Promise<void> {
  const notice = await findNoticeWithPlaces(deps.store.read, call.noticeId, null)
  if (notice === null) return
  const { row, places } = notice
  const audience = await findAudience(deps.store.read, places)
  const parts = extent === 'all' ? audience : audience.slice(0, PARTS_AT_ONCE)
  for (const part of parts) {
    await deps.store.write(async (tx) => {
      await notify(tx, {
        personIds: await listPeopleOfPart(tx, part, call.kind === 'notice_reminder' ? row : null),
        kind: call.kind as NotificationKind,
        params: { title: row.title, publisher: row.publisherName },
        subject: { kind: 'notice', id: row.id },
        at: new Date(call.startedAt),
        lineId: call.lineId,
      })
    })
  }
  if (parts.length === audience.length) await deps.store.write((tx) => finishCall(tx, call, deps.clock.now()))
}
