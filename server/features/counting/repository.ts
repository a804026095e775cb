import { insertMany } from '../../storage/insert-rows'
import type { Reader, Tx } from '../../storage/store'
import type { PollKeyed } from '../ballots'

export interface LeafRow {
  leafIndex: number
  leaf: string
  leafHash: string
}

/** From one place on, without the other. */
export function listLeaves(reader: Reader, poll: PollKeyed, from: number, to: number): Promise<LeafRow[]> {
  return reader.sql.all<LeafRow>(
    `SELECT "leafIndex", "leaf", "leafHash" FROM "PollLeaf" WHERE "communityId" = ? AND "pollId" = ? AND "leafIndex" >= ? AND "leafIndex" < ?
     ORDER BY "leafIndex"`,
    [poll.communityId, poll.id, from, to],
  )
}

export function findLeafIndex(
  reader: Reader,
  poll: PollKeyed,
  leafHash: string,
): Promise<{ leafIndex: number } | undefined> {
  return reader.sql.get<{ leafIndex: number }>(
    'SELECT "leafIndex" FROM "PollLeaf" WHERE "communityId" = ? AND "pollId" = ? AND "leafHash" = ?',
    [poll.communityId, poll.id, leafHash],
  )
}

export interface HeadRow {
  size: number
  rootHash: string
  signature: string
  signedAt: number
}

const HEAD = `SELECT "size", "rootHash", "signature", "signedAt" FROM "PollHead" WHERE "communityId" = ? AND "pollId" = ?`

/** Oldest first. */
export function listHeads(reader: Reader, poll: PollKeyed, after: Date, limit: number): Promise<HeadRow[]> {
  return reader.sql.all<HeadRow>(`${HEAD} AND "signedAt" > ? ORDER BY "signedAt" LIMIT ?`, [
    poll.communityId,
    poll.id,
    after,
    limit,
  ])
}

export function findNewestHead(reader: Reader, poll: PollKeyed): Promise<HeadRow | undefined> {
  return reader.sql.get<HeadRow>(`${HEAD} ORDER BY "signedAt" DESC LIMIT 1`, [poll.communityId, poll.id])
}

export function insertHead(
  tx: Tx,
  poll: PollKeyed,
  head: Omit<HeadRow, 'signedAt'> & { signedAt: Date },
): Promise<number> {
  return tx.sql.run(
    `INSERT INTO "PollHead" ("communityId", "pollId", "signedAt", "size", "rootHash", "signature") VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    [poll.communityId, poll.id, head.signedAt, head.size, head.rootHash, head.signature],
  )
}

export interface OpenBallotRow {
  entryId: string
  choices: string
  nonce: string
  area: number
}

/** In the order of the entries' ids. */
export function listOpenBallots(reader: Reader, poll: PollKeyed): Promise<OpenBallotRow[]> {
  return reader.sql.all<OpenBallotRow>(
    `SELECT mark."entryId", mark."choices", mark."nonce", e."area" FROM "PollMark" mark
     JOIN "PollRollEntry" e ON e."communityId" = mark."communityId" AND e."pollId" = mark."pollId" AND e."id" = mark."entryId"
     WHERE mark."communityId" = ? AND mark."pollId" = ? AND mark."via" = 'open' ORDER BY mark."entryId"`,
    [poll.communityId, poll.id],
  )
}

/** How many credentials were signed, and how many sheets were entered and never confirmed. */
export async function countMarks(
  reader: Reader,
  poll: PollKeyed,
): Promise<{ credentials: number; unconfirmed: number }> {
  const row = await reader.sql.get<{ credentials: number; unconfirmed: number }>(
    `SELECT (SELECT COUNT(*) FROM "PollMark" WHERE "communityId" = ? AND "pollId" = ? AND "via" = 'credential') AS "credentials",
       (SELECT COUNT(*) FROM "PollPaperBallot" WHERE "communityId" = ? AND "pollId" = ? AND "state" = 'entered') AS "unconfirmed"`,
    [poll.communityId, poll.id, poll.communityId, poll.id],
  )
  return row ?? { credentials: 0, unconfirmed: 0 }
}

export interface CountedRow {
  /** Hex SHA-256 of the credential. */
  digest: string
  credential: string
  signature: string
  choices: string
}

/** Those that are there stay: a count that was cut short puts in the same again. */
export async function insertCounted(tx: Tx, poll: PollKeyed, rows: readonly CountedRow[]): Promise<void> {
  await insertMany(
    tx,
    'PollCountedBallot',
    ['communityId', 'pollId', 'digest', 'credential', 'signature', 'choices'],
    rows.map((row) => ({ communityId: poll.communityId, pollId: poll.id, ...row })),
    'ON CONFLICT DO NOTHING',
  )
}

export function listCounted(reader: Reader, poll: PollKeyed): Promise<CountedRow[]> {
  return reader.sql.all<CountedRow>(
    `SELECT "digest", "credential", "signature", "choices" FROM "PollCountedBallot" WHERE "communityId" = ? AND "pollId" = ? ORDER BY "digest"`,
    [poll.communityId, poll.id],
  )
}

/** Puts the count on the poll, once for all time. */
export function finishCount(
  tx: Tx,
  poll: PollKeyed,
  count: { closing: string; closingSignature: string; countedAt: Date },
): Promise<number> {
  return tx.sql.run(
    `UPDATE "Poll" SET "closing" = ?, "closingSignature" = ?, "countedAt" = ? WHERE "communityId" = ? AND "id" = ? AND "countedAt" IS NULL AND "state" = 'closed'`,
    [count.closing, count.closingSignature, count.countedAt, poll.communityId, poll.id],
  )
}
