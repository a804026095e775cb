import type { Notice, NoticeLevel, PlaceKind } from '../../../src/contract'
import type { Standing } from '../membership'
import { presentPlaceBrief } from '../places'
import { type FoundNotice, factsOf } from './find-notice'
import { refuseConfirm, refuseReceipts, refuseRemind } from './policy'
import { mayRemindAgain } from './rules'

export function presentNotice(notice: FoundNotice, standing: Standing, now: Date): Notice {
  const { row, places } = notice
  const facts = factsOf(notice)
  return {
    id: row.id,
    title: row.title,
    body: row.body,
    level: row.level as NoticeLevel,
    needsReceipt: facts.needsReceipt,
    confirmed: Boolean(row.isConfirmed),
    publisher: { id: row.communityId, kind: row.publisherKind as PlaceKind, name: row.publisherName },
    places: places.map(presentPlaceBrief),
    publishAt: new Date(row.publishAt).toISOString(),
    expiresAt: row.expiresAt === null ? null : new Date(row.expiresAt).toISOString(),
    createdAt: new Date(row.createdAt).toISOString(),
    can: {
      confirm: !row.isConfirmed && refuseConfirm(standing, facts, now) === null,
      seeReceipts: refuseReceipts(standing, facts, now) === null,
      remind: refuseRemind(standing, facts, now) === null && mayRemindAgain(row.lastRemindedAt, now),
    },
  }
}
