import { insertMany } from '../../storage/insert-rows'
import type { Reader, Tx } from '../../storage/store'

export interface NewView {
  personId: string
  id: string
  viewerId: string
  kind: string
  role: string
  placeId: string
  day: string
  firstAt: Date
  lastAt: Date
}

const COLUMNS = ['personId', 'id', 'viewerId', 'kind', 'role', 'placeId', 'day', 'firstAt', 'lastAt'] as const

/** One line a day: whoever looks again is counted. In one order, so that two who look at the same people do not wait for each other in a ring. */
export async function insertViews(tx: Tx, views: readonly NewView[]): Promise<void> {
  const inOrder = [...views].sort((a, b) => (a.personId < b.personId ? -1 : 1))
  await insertMany(
    tx,
    'StaffView',
    COLUMNS,
    inOrder,
    `ON CONFLICT ("personId", "viewerId", "kind", "placeId", "role", "day")
     DO UPDATE SET "count" = "StaffView"."count" + 1, "lastAt" = excluded."lastAt"`,
  )
}

/** Those of some ids that belong to a person who has not left. */
export async function listPresentPeople(reader: Reader, ids: readonly string[]): Promise<string[]> {
  const rows = await reader.sql.all<{ id: string }>(
    `SELECT "id" FROM "Person" WHERE "id" IN (?) AND "erasedAt" IS NULL`,
    [ids],
  )
  return rows.map(({ id }) => id)
}

export interface ViewRow {
  id: string
  kind: string
  role: string
  viewerName: string
  placeId: string
  placeKind: string
  placeName: string
  count: number
  firstAt: number
  lastAt: number
}

/** Newest first. */
export function listViews(reader: Reader, personId: string, beforeId: string, limit: number): Promise<ViewRow[]> {
  return reader.sql.all<ViewRow>(
    `SELECT v."id", v."kind", v."role", w."displayName" AS "viewerName", v."placeId", p."kind" AS "placeKind", p."name" AS "placeName",
       v."count", v."firstAt", v."lastAt"
     FROM "StaffView" v JOIN "Person" w ON w."id" = v."viewerId" JOIN "Place" p ON p."id" = v."placeId"
     WHERE v."personId" = ? AND v."id" < ? ORDER BY v."id" DESC LIMIT ?`,
    [personId, beforeId, limit],
  )
}

export function deleteViewsBefore(tx: Tx, before: Date): Promise<number> {
  return tx.sql.run('DELETE FROM "StaffView" WHERE "lastAt" < ?', [before])
}

export function deleteViewsOf(tx: Tx, personId: string): Promise<number> {
  return tx.sql.run('DELETE FROM "StaffView" WHERE "personId" = ?', [personId])
}
