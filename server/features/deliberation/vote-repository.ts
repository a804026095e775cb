import type { Reader, Tx } from '../../storage/store'

export interface VoteToCast {
  topicId: string
  statementId: string
  personId: string
  vote: string
  now: Date
}

/**
 * A vote in one statement: only on a shown statement of an open topic, only by a verified resident of its place; the last one of a person on a
 * statement counts, and how often it was changed is counted. 0 where one of these does not hold. On PostgreSQL the topic is held against
 * being closed meanwhile; voters do not wait for each other.
 */
export function castVote(tx: Tx, { topicId, statementId, personId, vote, now }: VoteToCast): Promise<number> {
  const held = tx.sql.dialect === 'postgres' ? 'FOR SHARE OF t' : ''
  return tx.sql.run(
    `INSERT INTO "StatementVote" ("communityId", "topicId", "personId", "statementId", "vote")
     SELECT t."communityId", t."id", ${uuid(tx)}, s."id", ${word(tx)}
     FROM "Topic" t JOIN "Place" p ON p."id" = t."placeId"
       JOIN "Statement" s ON s."communityId" = t."communityId" AND s."topicId" = t."id"
     WHERE t."id" = ? AND t."state" = 'open' AND t."closesAt" > ? AND s."id" = ? AND s."state" = 'shown' AND EXISTS (
       SELECT 1 FROM "Membership" m JOIN "Place" g ON g."id" = m."gridId"
       WHERE m."personId" = ? AND m."state" = 'verified' AND substr(g."path", 1, length(p."path")) = p."path")
     ${held}
     ON CONFLICT ("communityId", "topicId", "personId", "statementId") DO UPDATE SET "vote" = excluded."vote",
       "changes" = "StatementVote"."changes" + CASE WHEN "StatementVote"."vote" = excluded."vote" THEN 0 ELSE 1 END`,
    [personId, vote, topicId, now, statementId, personId],
  )
}

// PostgreSQL wants to know what a parameter in a SELECT list is.
const uuid = (tx: Tx) => (tx.sql.dialect === 'postgres' ? '?::uuid' : '?')
const word = (tx: Tx) => (tx.sql.dialect === 'postgres' ? '?::text' : '?')

/** Statements on which a person has voted. */
export async function listVotedIds(
  reader: Reader,
  communityId: string,
  topicId: string,
  personId: string,
): Promise<Set<string>> {
  const rows = await reader.sql.all<{ statementId: string }>(
    `SELECT "statementId" FROM "StatementVote" WHERE "communityId" = ? AND "topicId" = ? AND "personId" = ?`,
    [communityId, topicId, personId],
  )
  return new Set(rows.map(({ statementId }) => statementId))
}

/** The person's votes on some statements. */
export async function listVotesOf(
  reader: Reader,
  communityId: string,
  topicId: string,
  personId: string,
): Promise<Map<string, string>> {
  const rows = await reader.sql.all<{ statementId: string; vote: string }>(
    `SELECT "statementId", "vote" FROM "StatementVote" WHERE "communityId" = ? AND "topicId" = ? AND "personId" = ?`,
    [communityId, topicId, personId],
  )
  return new Map(rows.map(({ statementId, vote }) => [statementId, vote]))
}

/** Everybody who voted on a topic, those of erased people, who have no row in "Person", left out. */
export async function listVoters(reader: Reader, communityId: string, topicId: string): Promise<string[]> {
  const rows = await reader.sql.all<{ personId: string }>(
    `SELECT DISTINCT v."personId" FROM "StatementVote" v JOIN "Person" p ON p."id" = v."personId"
     WHERE v."communityId" = ? AND v."topicId" = ?`,
    [communityId, topicId],
  )
  return rows.map(({ personId }) => personId)
}
