import type { Reader, Tx } from '../../storage/store'
import type { TopicRow } from './topic-repository'

type TopicKey = Pick<TopicRow, 'communityId' | 'id'>

export interface TaskRow {
  communityId: string
  topicId: string
  position: number
  id: string
  title: string
  owner: string
  milestone: string | null
  dueAt: number
  percent: number
  doneAt: number | null
  claims: number
  isClaimed: boolean | number
}

const VIEW = `SELECT t."communityId", t."topicId", t."position", t."id", t."title", t."owner", t."milestone", t."dueAt", t."percent", t."doneAt",
    (SELECT COUNT(*) FROM "TaskClaim" c WHERE c."communityId" = t."communityId" AND c."taskId" = t."id") AS "claims",
    EXISTS (SELECT 1 FROM "TaskClaim" c WHERE c."communityId" = t."communityId" AND c."taskId" = t."id" AND c."personId" = ?) AS "isClaimed"
  FROM "TopicTask" t`

export function listTasks(reader: Reader, topic: TopicKey, readerId: string): Promise<TaskRow[]> {
  return reader.sql.all<TaskRow>(`${VIEW} WHERE t."communityId" = ? AND t."topicId" = ? ORDER BY t."position"`, [
    readerId,
    topic.communityId,
    topic.id,
  ])
}

export function findTask(reader: Reader, id: string, readerId: string): Promise<TaskRow | undefined> {
  return reader.sql.get<TaskRow>(`${VIEW} WHERE t."id" = ?`, [readerId, id])
}

export interface NewTaskRow {
  id: string
  title: string
  owner: string
  milestone: string | null
  dueAt: Date
}

export async function insertTask(
  tx: Tx,
  topic: TopicKey,
  position: number,
  task: NewTaskRow,
): Promise<'created' | 'id_taken'> {
  const inserted = await tx.sql.run(
    `INSERT INTO "TopicTask" ("communityId", "topicId", "position", "id", "title", "owner", "milestone", "dueAt")
     VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    [topic.communityId, topic.id, position, task.id, task.title, task.owner, task.milestone, task.dueAt],
  )
  return inserted === 1 ? 'created' : 'id_taken'
}

export interface ProgressRow {
  taskId: string
  percent: number
  note: string | null
  at: number
}

/** Of some tasks of one community, the oldest first. */
export async function listProgress(
  reader: Reader,
  communityId: string,
  taskIds: readonly string[],
): Promise<ProgressRow[]> {
  if (taskIds.length === 0) return []
  return reader.sql.all<ProgressRow>(
    `SELECT "taskId", "percent", "note", "at" FROM "TaskProgress" WHERE "communityId" = ? AND "taskId" IN (?) ORDER BY "at", "id"`,
    [communityId, taskIds],
  )
}

/** Adds a report and sets how far the task is; a task that is done stays done at the time at which it was, until it is reported undone. */
export async function insertProgress(
  tx: Tx,
  task: Pick<TaskRow, 'communityId' | 'id'>,
  progress: { id: string; reporterId: string; percent: number; note: string | null; at: Date },
): Promise<void> {
  await tx.sql.run(
    `INSERT INTO "TaskProgress" ("communityId", "taskId", "id", "reporterId", "percent", "note", "at") VALUES (?, ?, ?, ?, ?, ?, ?)`,
    [task.communityId, task.id, progress.id, progress.reporterId, progress.percent, progress.note, progress.at],
  )
  const done = progress.percent === 100
  await tx.sql.run(
    `UPDATE "TopicTask" SET "percent" = ?, "doneAt" = ${done ? 'COALESCE("doneAt", ?)' : 'NULL'} WHERE "id" = ?`,
    [progress.percent, ...(done ? [progress.at] : []), task.id],
  )
}

export async function insertClaim(
  tx: Tx,
  task: Pick<TaskRow, 'communityId' | 'id'>,
  personId: string,
  at: Date,
): Promise<void> {
  await tx.sql.run(
    `INSERT INTO "TaskClaim" ("communityId", "taskId", "personId", "createdAt") VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    [task.communityId, task.id, personId, at],
  )
}

export async function deleteClaim(tx: Tx, task: Pick<TaskRow, 'communityId' | 'id'>, personId: string): Promise<void> {
  await tx.sql.run(`DELETE FROM "TaskClaim" WHERE "communityId" = ? AND "taskId" = ? AND "personId" = ?`, [
    task.communityId,
    task.id,
    personId,
  ])
}

/** The last stars of a person count. The sums of the topic are counted anew, so that they are exact whatever was there. */
export async function saveEvaluation(
  tx: Tx,
  topic: TopicKey,
  evaluation: { id: string; personId: string; stars: number; text: string | null; at: Date },
): Promise<void> {
  await tx.sql.run(
    `INSERT INTO "TopicEvaluation" ("communityId", "topicId", "personId", "id", "stars", "text", "at") VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT ("communityId", "topicId", "personId") DO UPDATE SET "stars" = excluded."stars", "text" = excluded."text", "at" = excluded."at"`,
    [topic.communityId, topic.id, evaluation.personId, evaluation.id, evaluation.stars, evaluation.text, evaluation.at],
  )
  await tx.sql.run(
    `UPDATE "Topic" SET "ratingCount" = (SELECT COUNT(*) FROM "TopicEvaluation" e WHERE e."communityId" = ? AND e."topicId" = ?),
       "starSum" = (SELECT SUM(e."stars") FROM "TopicEvaluation" e WHERE e."communityId" = ? AND e."topicId" = ?) WHERE "id" = ?`,
    [topic.communityId, topic.id, topic.communityId, topic.id, topic.id],
  )
}

export async function findStars(reader: Reader, topic: TopicKey, personId: string): Promise<number | null> {
  const row = await reader.sql.get<{ stars: number }>(
    `SELECT "stars" FROM "TopicEvaluation" WHERE "communityId" = ? AND "topicId" = ? AND "personId" = ?`,
    [topic.communityId, topic.id, personId],
  )
  return row?.stars ?? null
}

/** Which of some topics the person has rated. */
export async function listRated(reader: Reader, topicIds: readonly string[], personId: string): Promise<Set<string>> {
  const rows = await reader.sql.all<{ topicId: string }>(
    `SELECT "topicId" FROM "TopicEvaluation" WHERE "personId" = ? AND "topicId" IN (?)`,
    [personId, topicIds],
  )
  return new Set(rows.map(({ topicId }) => topicId))
}

/** Who gave few stars, and words with them or none. */
export async function listLowRaters(reader: Reader, topic: TopicKey, starsMax: number): Promise<string[]> {
  const rows = await reader.sql.all<{ personId: string }>(
    `SELECT e."personId" FROM "TopicEvaluation" e JOIN "Person" p ON p."id" = e."personId"
     WHERE e."communityId" = ? AND e."topicId" = ? AND e."stars" <= ?`,
    [topic.communityId, topic.id, starsMax],
  )
  return rows.map(({ personId }) => personId)
}

export interface RankingRow {
  id: string
  title: string
  publishedAt: number
  ratingCount: number
  starSum: number
  tasks: number
  tasksDone: number
  claims: number
}

/** Everything published in a stretch of time, in some places or in all of a community. */
export function listPublished(
  reader: Reader,
  where: { communityId: string; placeIds: readonly string[] | null },
  from: Date,
  to: Date,
  limit: number,
): Promise<RankingRow[]> {
  const ofTopic = `FROM "TopicTask" k WHERE k."communityId" = t."communityId" AND k."topicId" = t."id"`
  return reader.sql.all<RankingRow>(
    `SELECT t."id", t."title", t."publishedAt", t."ratingCount", t."starSum", (SELECT COUNT(*) ${ofTopic}) AS "tasks",
       (SELECT COUNT(*) ${ofTopic} AND k."doneAt" IS NOT NULL) AS "tasksDone",
       (SELECT COUNT(*) FROM "TaskClaim" c JOIN "TopicTask" k ON k."communityId" = c."communityId" AND k."id" = c."taskId"
        WHERE k."communityId" = t."communityId" AND k."topicId" = t."id") AS "claims"
     FROM "Topic" t WHERE t."communityId" = ? AND t."publishedAt" >= ? AND t."publishedAt" < ?
       ${where.placeIds === null ? '' : 'AND t."placeId" IN (?)'} ORDER BY t."publishedAt", t."id" LIMIT ?`,
    [where.communityId, from, to, ...(where.placeIds === null ? [] : [where.placeIds]), limit],
  )
}

export interface EvaluationRow {
  id: string
  stars: number
  text: string | null
  at: number
}

/** Newest first, without whose they are. */
export function listEvaluations(
  reader: Reader,
  topic: TopicKey,
  before: readonly [at: Date, id: string] | null,
  limit: number,
): Promise<EvaluationRow[]> {
  return reader.sql.all<EvaluationRow>(
    `SELECT "id", "stars", "text", "at" FROM "TopicEvaluation" WHERE "communityId" = ? AND "topicId" = ?
       ${before === null ? '' : 'AND ("at", "id") < (?, ?)'} ORDER BY "at" DESC, "id" DESC LIMIT ?`,
    [topic.communityId, topic.id, ...(before ?? []), limit],
  )
}
