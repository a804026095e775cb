import type { Reader } from '../../storage/store'
import type { NoticeFacts } from './policy'
import { findNotice, listPlacesOfNotices, type NoticePlaceRow, type NoticeRow } from './repository'

export interface FoundNotice {
  row: NoticeRow
  places: readonly NoticePlaceRow[]
}

/** A notice with its places, as its reader finds it; the clock reads as nobody. */
export async function findNoticeWithPlaces(
  reader: Reader,
  id: string,
  readerId: string | null,
): Promise<FoundNotice | null> {
  const row = await findNotice(reader, id, readerId)
  return row === undefined ? null : { row, places: await listPlacesOfNotices(reader, [id]) }
}

export function factsOf({ row, places }: FoundNotice): NoticeFacts {
  return { needsReceipt: Boolean(row.needsReceipt), publishAt: row.publishAt, expiresAt: row.expiresAt, places }
}
