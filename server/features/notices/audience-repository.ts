import type { Reader, SqlValue, Tx } from '../../storage/store'
import { listSubtree } from '../places'
import type { NoticePlaceRow } from './repository'

/** The part of a notice's audience that lives in one grid: all of it, or some of its buildings. */
export interface AudiencePart {
  communityId: string
  gridId: string
  /** Null for the whole grid. */
  buildingIds: readonly string[] | null
}

export type Audience = readonly AudiencePart[]

/** The grids and buildings that the places of a notice stand for; the grids of a community lie together. */
export async function findAudience(reader: Reader, places: readonly NoticePlaceRow[]): Promise<Audience> {
  const parts = new Map<string, { communityId: string; gridId: string; buildingIds: string[] | null }>()
  for (const place of places.filter(({ kind }) => kind !== 'building')) {
    const grids = place.kind === 'grid' ? [place] : await listSubtree(reader, place.path, 'grid')
    for (const { id, communityId } of grids)
      parts.set(id, { communityId: communityId ?? '', gridId: id, buildingIds: null })
  }
  for (const { id, parentId, communityId } of places.filter(({ kind }) => kind === 'building')) {
    const gridId = parentId ?? ''
    const part = parts.get(gridId) ?? { communityId: communityId ?? '', gridId, buildingIds: [] }
    part.buildingIds?.push(id)
    parts.set(gridId, part)
  }
  return [...parts.values()].sort((a, b) =>
    a.communityId < b.communityId ? -1 : a.communityId > b.communityId ? 1 : 0,
  )
}

/** A condition on the rows of "Membership" or "Household" called `row`: those of the audience. */
function within(row: string, audience: Audience): { text: string; params: SqlValue[] } {
  const ids = (pick: (part: AudiencePart) => readonly string[]) => [...new Set(audience.flatMap(pick))]
  return {
    text: `${row}."communityId" IN (?) AND ${row}."gridId" IN (?) AND (${row}."gridId" IN (?) OR ${row}."buildingId" IN (?))`,
    params: [
      ids(({ communityId }) => [communityId]),
      ids(({ gridId }) => [gridId]),
      ids(({ gridId, buildingIds }) => (buildingIds === null ? [gridId] : [])),
      ids(({ buildingIds }) => buildingIds ?? []),
    ],
  }
}

export interface NoticeKey {
  communityId: string
  id: string
}

export interface Reach {
  residents: number
  read: number
  households: number
  householdsReached: number
}

/** People and doors, each counted once, however many homes a person has. */
export async function countReach(reader: Reader, notice: NoticeKey, audience: Audience): Promise<Reach> {
  if (audience.length === 0) return { residents: 0, read: 0, households: 0, householdsReached: 0 }
  const people = within('m', audience)
  const doors = within('h', audience)
  const reach = await reader.sql.get<Reach>(
    `SELECT COUNT(DISTINCT m."personId") AS "residents", COUNT(DISTINCT r."personId") AS "read",
       COUNT(DISTINCT CASE WHEN r."personId" IS NOT NULL THEN m."householdId" END) AS "householdsReached",
       (SELECT COUNT(*) FROM "Household" h WHERE ${doors.text}) AS "households"
     FROM "Membership" m
     LEFT JOIN "NoticeReceipt" r ON r."communityId" = ? AND r."noticeId" = ? AND r."personId" = m."personId"
     WHERE m."state" = 'verified' AND ${people.text}`,
    [...doors.params, notice.communityId, notice.id, ...people.params],
  )
  return reach ?? { residents: 0, read: 0, households: 0, householdsReached: 0 }
}

const WITHOUT_RECEIPT = `NOT EXISTS (SELECT 1 FROM "NoticeReceipt" r
  WHERE r."communityId" = ? AND r."noticeId" = ? AND r."personId" = m."personId")`

/** The grids in which somebody has not confirmed. */
export async function listGridsWithUnread(reader: Reader, notice: NoticeKey, audience: Audience): Promise<Set<string>> {
  const people = within('m', audience)
  const rows = await reader.sql.all<{ gridId: string }>(
    `SELECT DISTINCT m."gridId" FROM "Membership" m WHERE m."state" = 'verified' AND ${people.text} AND ${WITHOUT_RECEIPT}`,
    [...people.params, notice.communityId, notice.id],
  )
  return new Set(rows.map(({ gridId }) => gridId))
}

export interface UnreadRow {
  personId: string
  displayName: string
  buildingId: string
  buildingName: string
  buildingOrder: number
  householdId: string
  number: string
  floor: number
}

/** Who in one part has not confirmed, in no order. Whoever has several homes in the audience stands at the first of them alone. */
export function listUnreadOfPart(
  reader: Reader,
  notice: NoticeKey,
  part: AudiencePart,
  audience: Audience,
): Promise<UnreadRow[]> {
  const here = within('m', [part])
  const anywhere = within('o', audience)
  return reader.sql.all<UnreadRow>(
    `SELECT m."personId", person."displayName", b."id" AS "buildingId", b."name" AS "buildingName", b."sortOrder" AS "buildingOrder",
       h."id" AS "householdId", h."number", h."floor"
     FROM "Membership" m
     JOIN "Person" person ON person."id" = m."personId"
     JOIN "Household" h ON h."id" = m."householdId"
     JOIN "Place" b ON b."id" = m."buildingId"
     WHERE m."state" = 'verified' AND ${here.text} AND ${WITHOUT_RECEIPT}
       AND NOT EXISTS (SELECT 1 FROM "Membership" o
         WHERE o."personId" = m."personId" AND o."state" = 'verified' AND o."id" < m."id" AND ${anywhere.text})`,
    [...here.params, notice.communityId, notice.id, ...anywhere.params],
  )
}

/** Where a building stands, for a cursor that ended at one of its doors. */
export function findBuilding(reader: Reader, id: string) {
  return reader.sql.get<{ gridId: string; sortOrder: number }>(
    `SELECT "parentId" AS "gridId", "sortOrder" FROM "Place" WHERE "id" = ? AND "kind" = 'building'`,
    [id],
  )
}

/** The verified residents of one part: all, or those who have not confirmed. */
export async function listPeopleOfPart(
  reader: Reader,
  part: AudiencePart,
  withoutReceiptOf: NoticeKey | null,
): Promise<string[]> {
  const people = within('m', [part])
  const rows = await reader.sql.all<{ personId: string }>(
    `SELECT DISTINCT m."personId" FROM "Membership" m WHERE m."state" = 'verified' AND ${people.text}
     ${withoutReceiptOf === null ? '' : `AND ${WITHOUT_RECEIPT}`}`,
    [...people.params, ...(withoutReceiptOf === null ? [] : [withoutReceiptOf.communityId, withoutReceiptOf.id])],
  )
  return rows.map(({ personId }) => personId)
}

/** People being told of a notice (schema.prisma, NoticeCall). */
export interface CallRow {
  communityId: string
  noticeId: string
  id: string
  kind: string
  lineId: string
  people: number
  startedAt: number
}

const CALL = `SELECT "communityId", "noticeId", "id", "kind", "lineId", "people", "startedAt" FROM "NoticeCall"`

export async function insertCall(tx: Tx, call: Omit<CallRow, 'startedAt'> & { startedAt: Date }): Promise<void> {
  await tx.prisma.noticeCall.create({ data: call })
}

export function findCall(reader: Reader, notice: NoticeKey, id: string): Promise<CallRow | undefined> {
  return reader.sql.get<CallRow>(`${CALL} WHERE "communityId" = ? AND "noticeId" = ? AND "id" = ?`, [
    notice.communityId,
    notice.id,
    id,
  ])
}

export function listUnfinishedCalls(reader: Reader, limit: number): Promise<CallRow[]> {
  return reader.sql.all<CallRow>(`${CALL} WHERE "finishedAt" IS NULL ORDER BY "startedAt", "id" LIMIT ?`, [limit])
}

export function finishCall(tx: Tx, call: CallRow, at: Date): Promise<number> {
  return tx.sql.run(
    `UPDATE "NoticeCall" SET "finishedAt" = ? WHERE "communityId" = ? AND "noticeId" = ? AND "id" = ? AND "finishedAt" IS NULL`,
    [at, call.communityId, call.noticeId, call.id],
  )
}

export function listDueNotices(reader: Reader, now: Date, limit: number): Promise<{ id: string }[]> {
  return reader.sql.all<{ id: string }>(
    'SELECT "id" FROM "Notice" WHERE "announcedAt" IS NULL AND "publishAt" <= ? ORDER BY "publishAt", "id" LIMIT ?',
    [now, limit],
  )
}

/** Makes the announcement ours, once for all time. */
export async function takeAnnouncement(tx: Tx, noticeId: string, now: Date): Promise<'taken' | 'taken_before'> {
  const taken = await tx.sql.run(
    `UPDATE "Notice" SET "announcedAt" = ? WHERE "id" = ? AND "announcedAt" IS NULL AND "publishAt" <= ?`,
    [now, noticeId, now],
  )
  return taken === 1 ? 'taken' : 'taken_before'
}
