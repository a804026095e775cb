import { shownFace } from '../../storage/shown-face'
import type { Reader, Tx } from '../../storage/store'
import type { TopicRow } from './topic-repository'

type TopicKey = Pick<TopicRow, 'communityId' | 'id'>

export async function insertSupport(
  tx: Tx,
  topic: TopicKey,
  support: { personId: string; householdId: string; createdAt: Date },
): Promise<'created' | 'exists'> {
  const inserted = await tx.sql.run(
    `INSERT INTO "TopicSupport" ("communityId", "topicId", "personId", "householdId", "createdAt") VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
    [topic.communityId, topic.id, support.personId, support.householdId, support.createdAt],
  )
  return inserted === 1 ? 'created' : 'exists'
}

export async function deleteSupport(tx: Tx, topic: TopicKey, personId: string): Promise<'deleted' | 'absent'> {
  const deleted = await tx.sql.run(
    `DELETE FROM "TopicSupport" WHERE "communityId" = ? AND "topicId" = ? AND "personId" = ?`,
    [topic.communityId, topic.id, personId],
  )
  return deleted === 1 ? 'deleted' : 'absent'
}

/** Counts the households behind a topic anew, each once however many of its people stand behind it. */
export async function recountSupport(tx: Tx, topic: TopicKey): Promise<number> {
  const row = await tx.sql.get<{ supportHouseholds: number }>(
    `UPDATE "Topic" SET "supportHouseholds" = (SELECT COUNT(DISTINCT s."householdId") FROM "TopicSupport" s
       WHERE s."communityId" = ? AND s."topicId" = ?) WHERE "id" = ? RETURNING "supportHouseholds"`,
    [topic.communityId, topic.id, topic.id],
  )
  return row?.supportHouseholds ?? 0
}

/** Those of the topics that the person stands behind. */
export async function listSupported(
  reader: Reader,
  topicIds: readonly string[],
  personId: string,
): Promise<Set<string>> {
  const rows = await reader.sql.all<{ topicId: string }>(
    `SELECT "topicId" FROM "TopicSupport" WHERE "personId" = ? AND "topicId" IN (?)`,
    [personId, topicIds],
  )
  return new Set(rows.map(({ topicId }) => topicId))
}

export async function listSupporters(reader: Reader, topic: TopicKey): Promise<string[]> {
  const rows = await reader.sql.all<{ personId: string }>(
    `SELECT "personId" FROM "TopicSupport" WHERE "communityId" = ? AND "topicId" = ?`,
    [topic.communityId, topic.id],
  )
  return rows.map(({ personId }) => personId)
}

export async function insertSecond(
  tx: Tx,
  topic: TopicKey,
  second: { personId: string; kind: string; createdAt: Date },
): Promise<'created' | 'exists'> {
  const inserted = await tx.sql.run(
    `INSERT INTO "TopicSecond" ("communityId", "topicId", "personId", "kind", "createdAt") VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    [topic.communityId, topic.id, second.personId, second.kind, second.createdAt],
  )
  if (inserted !== 1) return 'exists'
  await tx.sql.run(`UPDATE "Topic" SET "secondCount" = "secondCount" + 1 WHERE "id" = ?`, [topic.id])
  return 'created'
}

export interface SecondRow {
  displayName: string
  kind: string
}

export function listSeconds(reader: Reader, topic: TopicKey): Promise<SecondRow[]> {
  return reader.sql.all<SecondRow>(
    `SELECT a."displayName", s."kind" FROM "TopicSecond" s JOIN "Person" a ON a."id" = s."personId"
     WHERE s."communityId" = ? AND s."topicId" = ? ORDER BY s."createdAt", s."personId"`,
    [topic.communityId, topic.id],
  )
}

export interface CouncillorRow {
  communityId: string
  id: string
  personId: string
  kind: string
  displayName: string
  avatarImageId: string | null
  createdAt: number
  requestHash: string
}

const COUNCILLOR = `SELECT c."communityId", c."id", c."personId", c."kind", a."displayName", ${shownFace('a')} AS "avatarImageId", c."createdAt", c."requestHash"
  FROM "Councillor" c JOIN "Person" a ON a."id" = c."personId"`

export function findCouncillor(reader: Reader, id: string): Promise<CouncillorRow | undefined> {
  return reader.sql.get<CouncillorRow>(`${COUNCILLOR} WHERE c."id" = ?`, [id])
}

/** What the person is in the community; null for whoever is no councillor. */
export async function findCouncillorKind(
  reader: Reader,
  communityId: string,
  personId: string,
): Promise<string | null> {
  const row = await reader.sql.get<{ kind: string }>(
    `SELECT "kind" FROM "Councillor" WHERE "communityId" = ? AND "personId" = ?`,
    [communityId, personId],
  )
  return row?.kind ?? null
}

export function listCouncillors(
  reader: Reader,
  communityId: string,
  after: string,
  limit: number,
): Promise<CouncillorRow[]> {
  return reader.sql.all<CouncillorRow>(
    `${COUNCILLOR} WHERE c."communityId" = ? AND c."personId" > ? ORDER BY c."personId" LIMIT ?`,
    [communityId, after, limit],
  )
}

export async function insertCouncillor(
  tx: Tx,
  councillor: {
    communityId: string
    id: string
    personId: string
    kind: string
    appointedById: string
    createdAt: Date
    requestHash: string
  },
): Promise<void> {
  await tx.prisma.councillor.create({ data: councillor })
}

export async function deleteCouncillor(tx: Tx, id: string): Promise<void> {
  await tx.sql.run(`DELETE FROM "Councillor" WHERE "id" = ?`, [id])
}
