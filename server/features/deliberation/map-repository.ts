import { BEFORE_ALL_IDS } from '../../kernel/ids'
import type { Sql, Tx } from '../../storage/store'

/** Votes fetched at once: enough that the fetching does not count, few enough that they take no memory. */
const PAGE_VOTES = 20_000

export interface TopicKey {
  communityId: string
  id: string
}

export interface VotedStatement {
  id: string
  number: number
  text: string
  state: string
  createdAt: number
}

/** Statements that are shown, or were. */
export function listVotedStatements(sql: Sql, topic: TopicKey): Promise<VotedStatement[]> {
  return sql.all<VotedStatement>(
    `SELECT "id", "number", "text", "state", "createdAt" FROM "Statement" WHERE "communityId" = ? AND "topicId" = ? AND "state" <> 'pending'
     ORDER BY "number"`,
    [topic.communityId, topic.id],
  )
}

/** Changes with every vote that is cast, changed or taken away. O(votes), but a hundredth of what a map takes. */
export async function fingerprintOf(sql: Sql, topic: TopicKey): Promise<string> {
  const key = [topic.communityId, topic.id]
  const votes = await sql.get<{ votes: number; changes: number | string | null }>(
    `SELECT COUNT(*) AS "votes", SUM("changes") AS "changes" FROM "StatementVote" WHERE "communityId" = ? AND "topicId" = ?`,
    key,
  )
  const statements = await sql.get<{
    statements: number
    shown: number | string | null
    hidden: number | string | null
  }>(
    `SELECT COUNT(*) AS "statements", SUM(CASE WHEN "state" = 'shown' THEN "number" * "number" ELSE 0 END) AS "shown",
       SUM(CASE WHEN "state" = 'hidden' THEN "number" * "number" ELSE 0 END) AS "hidden"
     FROM "Statement" WHERE "communityId" = ? AND "topicId" = ?`,
    key,
  )
  return [votes?.votes, votes?.changes, statements?.statements, statements?.shown, statements?.hidden].join('/')
}

export interface VoteRow {
  personId: string
  statementId: string
  vote: number
}

/** Person by person, in pages: 1 agree, −1 disagree, 0 pass. */
export async function* readVotes(sql: Sql, topic: TopicKey): AsyncGenerator<VoteRow[]> {
  for (let after: [string, string] = [BEFORE_ALL_IDS, BEFORE_ALL_IDS]; ; ) {
    const rows = await sql.all<VoteRow>(
      `SELECT "personId", "statementId", CASE "vote" WHEN 'agree' THEN 1 WHEN 'disagree' THEN -1 ELSE 0 END AS "vote" FROM "StatementVote"
       WHERE "communityId" = ? AND "topicId" = ? AND ("personId", "statementId") > (?, ?) ORDER BY "personId", "statementId" LIMIT ?`,
      [topic.communityId, topic.id, ...after, PAGE_VOTES],
    )
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows
    if (rows.length < PAGE_VOTES) return
    after = [last.personId, last.statementId]
  }
}

export interface MemberRow {
  personId: string
  /** 0 for A; null in no group. */
  letter: number | null
}

export function listMembers(sql: Sql, topic: TopicKey): Promise<MemberRow[]> {
  return sql.all<MemberRow>(
    `SELECT "personId", "letter" FROM "TopicMember" WHERE "communityId" = ? AND "topicId" = ?`,
    [topic.communityId, topic.id],
  )
}

/** The direction of each statement in the last picture, by its id; null before the first. */
export async function findAxes(sql: Sql, topic: TopicKey): Promise<Record<string, [number, number]> | null> {
  const row = await sql.get<{ axes: string }>(
    `SELECT "axes" FROM "TopicMap" WHERE "communityId" = ? AND "topicId" = ?`,
    [topic.communityId, topic.id],
  )
  return row === undefined ? null : (JSON.parse(row.axes) as Record<string, [number, number]>)
}

export async function saveAxes(tx: Tx, topic: TopicKey, axes: string, computedAt: Date): Promise<void> {
  await tx.sql.run(
    `INSERT INTO "TopicMap" ("communityId", "topicId", "axes", "computedAt") VALUES (?, ?, ?, ?)
     ON CONFLICT ("communityId", "topicId") DO UPDATE SET "axes" = excluded."axes", "computedAt" = excluded."computedAt"`,
    [topic.communityId, topic.id, axes, computedAt],
  )
}

/** Only of people who still have votes here: of somebody who was erased meanwhile nothing comes back. */
export async function saveMembers(tx: Tx, topic: TopicKey, members: readonly MemberRow[]): Promise<void> {
  const [id, letter] = tx.sql.dialect === 'postgres' ? ['?::uuid', '?::integer'] : ['?', '?']
  for (const member of members) {
    await tx.sql.run(
      `INSERT INTO "TopicMember" ("communityId", "topicId", "personId", "letter")
       SELECT ?${tx.sql.dialect === 'postgres' ? '::uuid' : ''}, ${id}, ${id}, ${letter} WHERE EXISTS (SELECT 1 FROM "StatementVote" v
         WHERE v."communityId" = ? AND v."topicId" = ? AND v."personId" = ?)
       ON CONFLICT ("communityId", "topicId", "personId") DO UPDATE SET "letter" = excluded."letter"`,
      [topic.communityId, topic.id, member.personId, member.letter, topic.communityId, topic.id, member.personId],
    )
  }
}
