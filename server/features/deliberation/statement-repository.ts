import type { Reader, SqlValue, Tx } from '../../storage/store'

export interface StatementRow {
  communityId: string
  topicId: string
  number: number
  id: string
  authorId: string | null
  text: string
  state: string
  reason: string | null
  createdAt: number
  requestHash: string
  /** The reader's own vote. */
  vote: string | null
}

const VIEW = `SELECT s."communityId", s."topicId", s."number", s."id", s."authorId", s."text", s."state", s."reason", s."createdAt",
    s."requestHash", v."vote"
  FROM "Statement" s LEFT JOIN "StatementVote" v ON v."communityId" = s."communityId" AND v."topicId" = s."topicId" AND v."personId" = ?
    AND v."statementId" = s."id"`

export function findStatement(reader: Reader, id: string, readerId: string): Promise<StatementRow | undefined> {
  return reader.sql.get<StatementRow>(`${VIEW} WHERE s."id" = ?`, [readerId, id])
}

export interface StatementsWhere {
  topic: { communityId: string; id: string }
  readerId: string
  state: string | null
  /** Only the reader's own. */
  mine: boolean
  after: number
  limit: number
}

/** In the order in which they came. */
export function listStatements(reader: Reader, where: StatementsWhere): Promise<StatementRow[]> {
  const { topic, readerId, state, mine, after, limit } = where
  const params: SqlValue[] = [readerId, topic.communityId, topic.id, after]
  if (state !== null) params.push(state)
  if (mine) params.push(readerId)
  return reader.sql.all<StatementRow>(
    `${VIEW} WHERE s."communityId" = ? AND s."topicId" = ? AND s."number" > ? ${state === null ? '' : 'AND s."state" = ?'}
       ${mine ? 'AND s."authorId" = ?' : ''} ORDER BY s."number" LIMIT ?`,
    [...params, limit],
  )
}

export interface StatementText {
  id: string
  text: string
}

/** Everything in a topic that everybody sees. */
export function listShownTexts(reader: Reader, communityId: string, topicId: string): Promise<StatementText[]> {
  return reader.sql.all<StatementText>(
    `SELECT "id", "text" FROM "Statement" WHERE "communityId" = ? AND "topicId" = ? AND "state" = 'shown' ORDER BY "number"`,
    [communityId, topicId],
  )
}

export async function listTexts(reader: Reader, ids: readonly string[]): Promise<StatementText[]> {
  if (ids.length === 0) return []
  return reader.sql.all<StatementText>(`SELECT "id", "text" FROM "Statement" WHERE "id" IN (?)`, [ids])
}

/** Statements of one person on a topic, in whatever state. */
export async function countOfAuthor(
  reader: Reader,
  communityId: string,
  topicId: string,
  authorId: string,
): Promise<number> {
  const row = await reader.sql.get<{ statements: number }>(
    `SELECT COUNT(*) AS "statements" FROM "Statement" WHERE "communityId" = ? AND "topicId" = ? AND "authorId" = ?`,
    [communityId, topicId, authorId],
  )
  return row?.statements ?? 0
}

/** The number of the topic's next statement; the topic is held until this transaction ends. */
export async function takeNumber(tx: Tx, topicId: string, isShown: boolean): Promise<number> {
  const row = await tx.sql.get<{ statementCount: number }>(
    `UPDATE "Topic" SET "statementCount" = "statementCount" + 1, "shownCount" = "shownCount" + ? WHERE "id" = ? RETURNING "statementCount"`,
    [Number(isShown), topicId],
  )
  return row?.statementCount ?? 0
}

export interface NewStatement {
  communityId: string
  topicId: string
  number: number
  id: string
  authorId: string
  text: string
  state: string
  reason: string | null
  createdAt: Date
  requestHash: string
}

export async function insertStatement(tx: Tx, statement: NewStatement): Promise<void> {
  await tx.sql.run(
    `INSERT INTO "Statement" ("communityId", "topicId", "number", "id", "authorId", "text", "state", "reason", "createdAt", "requestHash")
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      statement.communityId,
      statement.topicId,
      statement.number,
      statement.id,
      statement.authorId,
      statement.text,
      statement.state,
      statement.reason,
      statement.createdAt,
      statement.requestHash,
    ],
  )
}

/** Of two who decide at once one wins. */
export async function decideStatement(
  tx: Tx,
  statement: Pick<StatementRow, 'id' | 'topicId' | 'state'>,
  decision: { state: string; reason: string | null; decidedById: string },
): Promise<'decided' | 'decided_before'> {
  const decided = await tx.sql.run(
    `UPDATE "Statement" SET "state" = ?, "reason" = ?, "decidedById" = ? WHERE "id" = ? AND "state" = ?`,
    [decision.state, decision.reason, decision.decidedById, statement.id, statement.state],
  )
  if (decided !== 1) return 'decided_before'
  const change = Number(decision.state === 'shown') - Number(statement.state === 'shown')
  await tx.sql.run(`UPDATE "Topic" SET "shownCount" = "shownCount" + ? WHERE "id" = ?`, [change, statement.topicId])
  return 'decided'
}
