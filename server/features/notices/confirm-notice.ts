import type { Deps } from '../../deps'
import { found, refuseIf } from '../../kernel/problem'
import { findStanding } from '../membership'
import { factsOf, findNoticeWithPlaces } from './find-notice'
import { refuseConfirm } from './policy'
import { insertReceipt } from './repository'

/** A resident confirms that they have read a notice. Again is the same as once. */
export async function confirmNotice(deps: Deps, noticeId: string, personId: string): Promise<void> {
  const now = deps.clock.now()
  const inserted = await deps.store.write((tx) => insertReceipt(tx, noticeId, personId, now))
  if (inserted === 1) return
  // Nothing was written: it was there before, or something stands against it, which is only now asked for.
  const { read } = deps.store
  const notice = found(await findNoticeWithPlaces(read, noticeId, personId))
  if (notice.row.isConfirmed) return
  refuseIf(refuseConfirm(await findStanding(read, personId), factsOf(notice), now) ?? 'not_allowed')
}
