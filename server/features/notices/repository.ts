import type { Reader, SqlValue, Tx } from '../../storage/store'

export interface NoticeRow {
  id: string
  communityId: string
  authorId: string
  title: string
  body: string
  level: string
  needsReceipt: boolean | number
  publishAt: number
  expiresAt: number | null
  lastRemindedAt: number | null
  createdAt: number
  requestHash: string
  publisherKind: string
  publisherName: string
  isConfirmed: boolean | number
}

const VIEW = `SELECT n."id", n."communityId", n."authorId", n."title", n."body", n."level", n."needsReceipt", n."publishAt", n."expiresAt",
    n."lastRemindedAt", n."createdAt", n."requestHash", publisher."kind" AS "publisherKind", publisher."name" AS "publisherName",
    EXISTS (SELECT 1 FROM "NoticeReceipt" r
      WHERE r."communityId" = n."communityId" AND r."noticeId" = n."id" AND r."personId" = ?) AS "isConfirmed"
  FROM "Notice" n JOIN "Place" publisher ON publisher."id" = n."communityId"`

export function findNotice(reader: Reader, id: string, readerId: string | null): Promise<NoticeRow | undefined> {
  return reader.sql.get<NoticeRow>(`${VIEW} WHERE n."id" = ?`, [readerId, id])
}

export interface NoticePlaceRow {
  noticeId: string
  id: string
  kind: string
  name: string
  path: string
  communityId: string | null
  parentId: string | null
}

/** The places of many notices in one question. */
export async function listPlacesOfNotices(reader: Reader, noticeIds: readonly string[]): Promise<NoticePlaceRow[]> {
  if (noticeIds.length === 0) return []
  return reader.sql.all<NoticePlaceRow>(
    `SELECT np."noticeId", p."id", p."kind", p."name", p."path", p."communityId", p."parentId"
     FROM "NoticePlace" np JOIN "Place" p ON p."id" = np."placeId" WHERE np."noticeId" IN (?) ORDER BY p."sortOrder", p."id"`,
    [noticeIds],
  )
}

/** Where notices are read: a place on the path, and whether what is scheduled or has ended is shown from it. */
export interface ReadingPlace {
  id: string
  showsAll: boolean
}

export interface NoticeListQuery {
  readerId: string
  places: readonly ReadingPlace[]
  now: Date
  before: readonly [Date, string] | null
  limit: number
}

/** What is addressed to one of the places, newest first. One short walk along the key for each place on the path, never a sort of all. */
export function listNotices(
  reader: Reader,
  { readerId, places, now, before, limit }: NoticeListQuery,
): Promise<NoticeRow[]> {
  const walks = places.map((place) => walkOf(place, now, before, limit))
  return reader.sql.all<NoticeRow>(
    `WITH "chosen" AS (SELECT DISTINCT "noticeId", "publishAt" FROM (${union(walks)}) AS "walked" ORDER BY "publishAt" DESC, "noticeId" DESC LIMIT ?)
     ${VIEW} JOIN "chosen" ON "chosen"."noticeId" = n."id" ORDER BY "chosen"."publishAt" DESC, "chosen"."noticeId" DESC`,
    [...walks.flatMap(({ params }) => params), limit, readerId],
  )
}

interface Walk {
  text: string
  params: SqlValue[]
}

function walkOf(
  { id, showsAll }: ReadingPlace,
  now: Date,
  before: readonly [Date, string] | null,
  limit: number,
): Walk {
  const parts: [text: string, params: SqlValue[]][] = [['"placeId" = ?', [id]]]
  if (!showsAll) parts.push(['"publishAt" <= ? AND ("expiresAt" IS NULL OR "expiresAt" > ?)', [now, now]])
  if (before) parts.push(['("publishAt", "noticeId") < (?, ?)', [...before]])
  return {
    text: `SELECT * FROM (SELECT "noticeId", "publishAt" FROM "NoticePlace" WHERE ${parts.map(([text]) => text).join(' AND ')}
      ORDER BY "publishAt" DESC, "noticeId" DESC LIMIT ?) AS "walk"`,
    params: [...parts.flatMap(([, params]) => params), limit],
  }
}

function union(walks: readonly Walk[]): string {
  return walks.map(({ text }) => text).join(' UNION ALL ')
}

export interface TopQuery {
  readerId: string
  placeIds: readonly string[]
  now: Date
  /** What was published before stands on top no more, however important. */
  since: Date
  urgentMax: number
  othersMax: number
}

/** Urgent ones, then important ones without the reader's receipt, then the newest: the most of each that the home page could show. */
export function listTopNotices(
  reader: Reader,
  { readerId, placeIds, now, since, urgentMax, othersMax }: TopQuery,
): Promise<NoticeRow[]> {
  const walks = placeIds.flatMap((placeId) => {
    const walk = (rank: number, where: string, params: SqlValue[], limit: number): Walk => ({
      text: `SELECT * FROM (SELECT "noticeId", "publishAt", ${rank} AS "rank" FROM "NoticePlace" np
        WHERE "placeId" = ? AND ${where} AND "publishAt" <= ? AND ("expiresAt" IS NULL OR "expiresAt" > ?)
        ORDER BY "publishAt" DESC, "noticeId" DESC LIMIT ?) AS "walk"`,
      params: [placeId, ...params, now, now, limit],
    })
    return [
      walk(0, `"level" = 'urgent' AND "publishAt" > ?`, [since], urgentMax),
      walk(1, `"level" = 'important' AND "publishAt" > ? AND ${NOT_CONFIRMED}`, [since, readerId], othersMax),
      walk(2, `("level" <> 'urgent' OR "publishAt" <= ?)`, [since], othersMax),
    ]
  })
  return reader.sql.all<NoticeRow>(
    `WITH "chosen" AS (SELECT "noticeId", "publishAt", MIN("rank") AS "rank" FROM (${union(walks)}) AS "walked"
       GROUP BY "noticeId", "publishAt")
     ${VIEW} JOIN "chosen" ON "chosen"."noticeId" = n."id"
     ORDER BY "chosen"."rank", "chosen"."publishAt" DESC, "chosen"."noticeId" DESC`,
    [...walks.flatMap(({ params }) => params), readerId],
  )
}

const NOT_CONFIRMED = `NOT EXISTS (SELECT 1 FROM "NoticeReceipt" r
  WHERE r."communityId" = np."communityId" AND r."noticeId" = np."noticeId" AND r."personId" = ?)`

export interface NewNotice {
  communityId: string
  id: string
  authorId: string
  title: string
  body: string
  level: string
  needsReceipt: boolean
  publishAt: Date
  expiresAt: Date | null
  createdAt: Date
  requestHash: string
}

export async function insertNotice(tx: Tx, notice: NewNotice, placeIds: readonly string[]): Promise<void> {
  const { communityId, id, publishAt, expiresAt, level } = notice
  await tx.prisma.notice.create({ data: notice })
  await tx.prisma.noticePlace.createMany({
    data: placeIds.map((placeId) => ({ communityId, placeId, publishAt, noticeId: id, level, expiresAt })),
  })
}

/**
 * A receipt in one statement: only of a published notice that wants one, only by a verified resident of one of its places, once. 0 where
 * one of these does not hold.
 */
export function insertReceipt(tx: Tx, noticeId: string, personId: string, now: Date): Promise<number> {
  return tx.sql.run(
    `INSERT INTO "NoticeReceipt" ("communityId", "noticeId", "personId", "createdAt")
     SELECT n."communityId", n."id", ?, ? FROM "Notice" n
     WHERE n."id" = ? AND n."publishAt" <= ? AND n."needsReceipt" = ? AND EXISTS (
       SELECT 1 FROM "Membership" m JOIN "Place" g ON g."id" = m."gridId"
         JOIN "NoticePlace" np ON np."noticeId" = n."id" JOIN "Place" p ON p."id" = np."placeId"
       WHERE m."personId" = ? AND m."state" = 'verified' AND (m."buildingId" = p."id" OR substr(g."path", 1, length(p."path")) = p."path"))
     ON CONFLICT DO NOTHING`,
    [personId, now, noticeId, now, true, personId],
  )
}

/** Takes the hour's one reminder. */
export async function takeReminder(
  tx: Tx,
  noticeId: string,
  now: Date,
  remindedBefore: Date,
): Promise<'taken' | 'reminded_recently'> {
  const taken = await tx.sql.run(
    `UPDATE "Notice" SET "lastRemindedAt" = ? WHERE "id" = ? AND ("lastRemindedAt" IS NULL OR "lastRemindedAt" <= ?)`,
    [now, noticeId, remindedBefore],
  )
  return taken === 1 ? 'taken' : 'reminded_recently'
}
