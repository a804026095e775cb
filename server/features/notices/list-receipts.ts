import type { Receipts } from '../../../src/contract'
import { decodeCursor, toPage, unknownCursor } from '../../kernel/cursor'
import type { Reader } from '../../storage/store'
import {
  type Audience,
  countReach,
  findAudience,
  findBuilding,
  listGridsWithUnread,
  listUnreadOfPart,
  type UnreadRow,
} from './audience-repository'
import type { FoundNotice } from './find-notice'
import { compareDoors, type DoorKey } from './rules'

/** How far a notice has come, and a page of who has not confirmed, in the order in which one would ring at their doors. */
export async function listReceipts(
  reader: Reader,
  notice: FoundNotice,
  page: { limit: number; cursor: string | undefined },
): Promise<Receipts> {
  const audience = await findAudience(reader, notice.places)
  const reach = await countReach(reader, notice.row, audience)
  const rows = await listUnread(reader, notice, audience, await decodeDoor(reader, page.cursor), page.limit + 1)
  const { items, nextCursor } = toPage(
    rows,
    page.limit,
    (row) => [row.buildingId, row.number, row.personId],
    presentUnread,
  )
  const { residents, read, households, householdsReached } = reach
  return { residents, read, households, householdsReached, unread: items, nextCursor }
}

/** Grid by grid, so that a page of a large audience reads and sorts the doors of one grid or two. */
async function listUnread(
  reader: Reader,
  { row }: FoundNotice,
  audience: Audience,
  after: (DoorKey & { gridId: string }) | null,
  limit: number,
): Promise<UnreadRow[]> {
  const withUnread = await listGridsWithUnread(reader, row, audience)
  const start = after === null ? 0 : audience.findIndex(({ gridId }) => gridId === after.gridId)
  const unread: UnreadRow[] = []
  for (const part of audience.slice(start).filter(({ gridId }) => withUnread.has(gridId))) {
    const rows = await listUnreadOfPart(reader, row, part, audience)
    const isPast = (key: DoorKey) => after !== null && part.gridId === after.gridId && compareDoors(key, after) <= 0
    unread.push(...rows.filter((door) => !isPast(door)).sort(compareDoors))
    if (unread.length >= limit) break
  }
  return unread.slice(0, limit)
}

async function decodeDoor(reader: Reader, cursor: string | undefined): Promise<(DoorKey & { gridId: string }) | null> {
  const key = decodeCursor(cursor, ['id', 'text', 'id'])
  if (key === null) return null
  const [buildingId, number, personId] = key
  const building = await findBuilding(reader, buildingId)
  if (building === undefined) throw unknownCursor()
  return { gridId: building.gridId, buildingOrder: building.sortOrder, buildingId, number, personId }
}

function presentUnread(row: UnreadRow): Receipts['unread'][number] {
  return {
    personId: row.personId,
    displayName: row.displayName,
    building: { id: row.buildingId, kind: 'building', name: row.buildingName },
    household: { id: row.householdId, number: row.number, floor: row.floor },
  }
}
