import type { Reader, SqlValue, Tx } from '../../storage/store'
import type { TopicRow } from './topic-repository'

type TopicKey = Pick<TopicRow, 'communityId' | 'id'>

export interface InvitationRow {
  answer: string
  attendance: string | null
}

export function findInvitation(reader: Reader, topic: TopicKey, personId: string): Promise<InvitationRow | undefined> {
  return reader.sql.get<InvitationRow>(
    `SELECT "answer", "attendance" FROM "TopicInvitation" WHERE "communityId" = ? AND "topicId" = ? AND "personId" = ?`,
    [topic.communityId, topic.id, personId],
  )
}

export interface Invited {
  way: 'named' | 'place' | 'code' | 'present'
  at: Date
}

/** Those who were not invited yet. */
export async function insertInvitations(
  tx: Tx,
  topic: TopicKey,
  personIds: readonly string[],
  { way, at }: Invited,
): Promise<string[]> {
  const invited: string[] = []
  for (const personId of personIds) {
    const inserted = await tx.sql.run(
      `INSERT INTO "TopicInvitation" ("communityId", "topicId", "personId", "way", "createdAt") VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
      [topic.communityId, topic.id, personId, way, at],
    )
    if (inserted === 1) invited.push(personId)
  }
  return invited
}

/** All verified residents of grids and buildings who were not invited yet, in one statement. */
export async function inviteResidents(
  tx: Tx,
  topic: TopicKey,
  places: { gridIds: readonly string[]; buildingIds: readonly string[] },
  at: Date,
): Promise<string[]> {
  const isPostgres = tx.sql.dialect === 'postgres'
  const [id, time] = isPostgres ? ['?::uuid', '?::timestamptz'] : ['?', '?']
  const rows = await tx.sql.all<{ personId: string }>(
    `INSERT INTO "TopicInvitation" ("communityId", "topicId", "personId", "way", "createdAt")
     SELECT DISTINCT m."communityId", ${id}, m."personId", 'place', ${time} FROM "Membership" m
     WHERE m."communityId" = ? AND m."state" = 'verified' AND (m."gridId" IN (?) OR m."buildingId" IN (?))
     ON CONFLICT DO NOTHING RETURNING "personId"`,
    [topic.id, at, topic.communityId, places.gridIds, places.buildingIds],
  )
  return rows.map(({ personId }) => personId)
}

/** Those of the people who are verified residents at or below a path. */
export async function listResidentsAmong(
  reader: Reader,
  personIds: readonly string[],
  path: string,
): Promise<string[]> {
  const rows = await reader.sql.all<{ personId: string }>(
    `SELECT DISTINCT m."personId" FROM "Membership" m JOIN "Place" g ON g."id" = m."gridId"
     WHERE m."personId" IN (?) AND m."state" = 'verified' AND substr(g."path", 1, ?) = ?`,
    [personIds, path.length, path],
  )
  return rows.map(({ personId }) => personId)
}

export async function setAnswer(
  tx: Tx,
  topic: TopicKey,
  personId: string,
  answer: 'coming' | 'not_coming',
): Promise<void> {
  await tx.sql.run(
    `UPDATE "TopicInvitation" SET "answer" = ? WHERE "communityId" = ? AND "topicId" = ? AND "personId" = ?`,
    [answer, topic.communityId, topic.id, personId],
  )
}

/** Whoever was there is there once, however often that is said. */
export async function setAttendance(
  tx: Tx,
  topic: TopicKey,
  personId: string,
  { attendance, at }: { attendance: 'code' | 'hand'; at: Date },
): Promise<void> {
  await tx.sql.run(
    `UPDATE "TopicInvitation" SET "attendance" = ?, "attendedAt" = ?
     WHERE "communityId" = ? AND "topicId" = ? AND "personId" = ? AND "attendance" IS NULL`,
    [attendance, at, topic.communityId, topic.id, personId],
  )
}

export interface MeetingCounts {
  invited: number
  confirmed: number
  attended: number
}

export async function countInvitations(reader: Reader, topic: TopicKey): Promise<MeetingCounts> {
  const counts = await reader.sql.get<MeetingCounts>(
    `SELECT COUNT(*) AS "invited", COALESCE(SUM(CASE WHEN "answer" = 'coming' THEN 1 ELSE 0 END), 0) AS "confirmed",
       COALESCE(SUM(CASE WHEN "attendance" IS NULL THEN 0 ELSE 1 END), 0) AS "attended"
     FROM "TopicInvitation" WHERE "communityId" = ? AND "topicId" = ?`,
    [topic.communityId, topic.id],
  )
  return {
    invited: Number(counts?.invited ?? 0),
    confirmed: Number(counts?.confirmed ?? 0),
    attended: Number(counts?.attended ?? 0),
  }
}

export interface InviteeRow {
  personId: string
  displayName: string
  buildingName: string | null
  answer: string
  attendance: string | null
}

/** In no order that says anything: by their ids. `part` is of a name, or of a building's. */
export function listInvitees(
  reader: Reader,
  topic: TopicKey,
  where: { answer: string | null; part: string | null; after: string; limit: number },
): Promise<InviteeRow[]> {
  const params: SqlValue[] = [topic.communityId, topic.id, where.after]
  const conditions = ['TRUE']
  if (where.answer !== null) {
    conditions.push('"answer" = ?')
    params.push(where.answer)
  }
  if (where.part !== null) {
    const word = reader.sql.dialect === 'postgres' ? 'ILIKE' : 'LIKE'
    const like = `%${where.part.replace(/[!%_]/g, '!$&')}%`
    conditions.push(`("displayName" ${word} ? ESCAPE '!' OR "buildingName" ${word} ? ESCAPE '!')`)
    params.push(like, like)
  }
  return reader.sql.all<InviteeRow>(
    `SELECT * FROM (
       SELECT i."personId", a."displayName", i."answer", i."attendance",
         (SELECT MIN(b."name") FROM "Membership" m JOIN "Place" b ON b."id" = m."buildingId"
          WHERE m."personId" = i."personId" AND m."communityId" = i."communityId" AND m."state" = 'verified') AS "buildingName"
       FROM "TopicInvitation" i JOIN "Person" a ON a."id" = i."personId"
       WHERE i."communityId" = ? AND i."topicId" = ? AND i."personId" > ?
     ) AS invitee
     WHERE ${conditions.join(' AND ')} ORDER BY "personId" LIMIT ?`,
    [...params, where.limit],
  )
}

export async function listInvitedIds(reader: Reader, topic: TopicKey): Promise<string[]> {
  const rows = await reader.sql.all<{ personId: string }>(
    `SELECT "personId" FROM "TopicInvitation" WHERE "communityId" = ? AND "topicId" = ? AND "answer" <> 'not_coming'`,
    [topic.communityId, topic.id],
  )
  return rows.map(({ personId }) => personId)
}

export interface MinutesRow {
  state: 'draft' | 'published'
  text: string
  /** Lists as JSON. */
  decisions: string
  assignments: string
  imageIds: string
  writtenById: string
  document: string | null
  hash: string | null
  publishedAt: number | null
}

export function findMinutes(reader: Reader, topic: TopicKey): Promise<MinutesRow | undefined> {
  return reader.sql.get<MinutesRow>(
    `SELECT "state", "text", "decisions", "assignments", "imageIds", "writtenById", "document", "hash", "publishedAt" FROM "TopicMinutes"
     WHERE "communityId" = ? AND "topicId" = ?`,
    [topic.communityId, topic.id],
  )
}

export interface MinutesDraft {
  text: string
  decisions: readonly string[]
  assignments: readonly { who: string; what: string; until: string }[]
  imageIds: readonly string[]
  writtenById: string
  at: Date
}

/** Only while they are a draft. */
export async function saveDraft(tx: Tx, topic: TopicKey, draft: MinutesDraft): Promise<'saved' | 'frozen'> {
  const values = [
    draft.text,
    JSON.stringify(draft.decisions),
    JSON.stringify(draft.assignments),
    JSON.stringify(draft.imageIds),
    draft.writtenById,
    draft.at,
  ]
  const updated = await tx.sql.run(
    `UPDATE "TopicMinutes" SET "text" = ?, "decisions" = ?, "assignments" = ?, "imageIds" = ?, "writtenById" = ?, "updatedAt" = ?
     WHERE "communityId" = ? AND "topicId" = ? AND "state" = 'draft'`,
    [...values, topic.communityId, topic.id],
  )
  if (updated === 1) return 'saved'
  if (await findMinutes(tx, topic)) return 'frozen'
  await tx.sql.run(
    `INSERT INTO "TopicMinutes" ("text", "decisions", "assignments", "imageIds", "writtenById", "updatedAt", "communityId", "topicId", "state")
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'draft')`,
    [...values, topic.communityId, topic.id],
  )
  return 'saved'
}

export async function freezeMinutes(
  tx: Tx,
  topic: TopicKey,
  frozen: { document: string; hash: string; at: Date },
): Promise<'frozen' | 'frozen_before'> {
  const changed = await tx.sql.run(
    `UPDATE "TopicMinutes" SET "state" = 'published', "document" = ?, "hash" = ?, "publishedAt" = ?
     WHERE "communityId" = ? AND "topicId" = ? AND "state" = 'draft'`,
    [frozen.document, frozen.hash, frozen.at, topic.communityId, topic.id],
  )
  return changed === 1 ? 'frozen' : 'frozen_before'
}
