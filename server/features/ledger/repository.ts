import type { AccountKind } from '../../../src/contract'
import { shownFace } from '../../storage/shown-face'
import type { Reader, SqlValue, Tx } from '../../storage/store'

export interface AccountRow {
  communityId: string
  id: string
  kind: AccountKind
  ownerId: string
  openedAt: number
  balance: number
  /** Of the community. */
  communityName: string
  communityPath: string
}

const ACCOUNT = `SELECT a."communityId", a."id", a."kind", a."ownerId", a."openedAt", a."balance", c."name" AS "communityName", c."path" AS "communityPath"
  FROM "Account" a JOIN "Place" c ON c."id" = a."communityId"`

export function findAccount(reader: Reader, id: string): Promise<AccountRow | undefined> {
  return reader.sql.get<AccountRow>(`${ACCOUNT} WHERE a."id" = ?`, [id])
}

export function findAccountOf(
  reader: Reader,
  communityId: string,
  kind: AccountKind,
  ownerId: string,
): Promise<AccountRow | undefined> {
  return reader.sql.get<AccountRow>(`${ACCOUNT} WHERE a."communityId" = ? AND a."kind" = ? AND a."ownerId" = ?`, [
    communityId,
    kind,
    ownerId,
  ])
}

export function listAccountsOfPerson(reader: Reader, personId: string): Promise<AccountRow[]> {
  return reader.sql.all<AccountRow>(
    `${ACCOUNT} WHERE a."ownerId" = ? AND a."kind" = 'resident' ORDER BY a."openedAt", a."id"`,
    [personId],
  )
}

/** Does nothing where it is open. */
export async function insertLedger(tx: Tx, communityId: string): Promise<void> {
  await tx.sql.run('INSERT INTO "Ledger" ("communityId", "size") VALUES (?, 0) ON CONFLICT DO NOTHING', [communityId])
}

/** Does nothing where there is one of that kind and owner. */
export async function insertAccount(
  tx: Tx,
  account: { communityId: string; id: string; kind: AccountKind; ownerId: string; openedAt: Date },
): Promise<void> {
  await tx.sql.run(
    `INSERT INTO "Account" ("communityId", "id", "kind", "ownerId", "openedAt", "balance") VALUES (?, ?, ?, ?, ?, 0) ON CONFLICT DO NOTHING`,
    [account.communityId, account.id, account.kind, account.ownerId, account.openedAt],
  )
}

export interface TransferViewRow {
  communityId: string
  communityName: string
  communityPath: string
  sequence: number
  id: string
  kind: string
  debitAccountId: string
  creditAccountId: string
  debitKind: AccountKind
  debitOwnerId: string
  debitName: string | null
  creditKind: AccountKind
  creditOwnerId: string
  creditName: string | null
  points: number
  ruleCode: string | null
  ruleVersion: number | null
  reversesId: string | null
  reversedById: string | null
  reasonHash: string | null
  words: string | null
  createdById: string | null
  createdAt: number
  requestHash: string
  leafHash: string
  headDate: string | null
}

/** The name of whoever owns an account: of a person who has left, nothing. */
const nameOf = (side: string) => `CASE ${side}."kind"
    WHEN 'resident' THEN (SELECT p."displayName" FROM "Person" p WHERE p."id" = ${side}."ownerId" AND p."erasedAt" IS NULL)
    WHEN 'reward' THEN (SELECT w."title" FROM "Reward" w WHERE w."id" = ${side}."ownerId")
    ELSE c."name" END`

const TRANSFER = `SELECT t."communityId", c."name" AS "communityName", c."path" AS "communityPath", t."sequence", t."id", t."kind",
    t."debitAccountId", t."creditAccountId", d."kind" AS "debitKind", d."ownerId" AS "debitOwnerId", ${nameOf('d')} AS "debitName",
    k."kind" AS "creditKind", k."ownerId" AS "creditOwnerId", ${nameOf('k')} AS "creditName", t."points", t."ruleCode", t."ruleVersion",
    t."reversesId", (SELECT r."id" FROM "Transfer" r WHERE r."reversesId" = t."id") AS "reversedById", t."reasonHash", w."words", t."createdById",
    t."createdAt", t."requestHash", t."leafHash",
    (SELECT MIN(h."date") FROM "LedgerHead" h WHERE h."communityId" = t."communityId" AND h."size" >= t."sequence") AS "headDate"
  FROM "Transfer" t
  JOIN "Place" c ON c."id" = t."communityId"
  JOIN "Account" d ON d."communityId" = t."communityId" AND d."id" = t."debitAccountId"
  JOIN "Account" k ON k."communityId" = t."communityId" AND k."id" = t."creditAccountId"
  LEFT JOIN "TransferReason" w ON w."communityId" = t."communityId" AND w."transferId" = t."id"`

export function findTransfer(reader: Reader, id: string): Promise<TransferViewRow | undefined> {
  return reader.sql.get<TransferViewRow>(`${TRANSFER} WHERE t."id" = ?`, [id])
}

/** Newest first: a short walk along the key of each side, never a sort of all. */
export function listTransfersOfAccount(
  reader: Reader,
  account: { communityId: string; id: string },
  before: number,
  limit: number,
): Promise<TransferViewRow[]> {
  const walk = (side: string) => `SELECT * FROM (SELECT "sequence" FROM "Transfer"
    WHERE "communityId" = ? AND "${side}" = ? AND "sequence" < ? ORDER BY "sequence" DESC LIMIT ?) AS "${side}Walk"`
  const params = [account.communityId, account.id, before, limit]
  return reader.sql.all<TransferViewRow>(
    `${TRANSFER} WHERE t."communityId" = ? AND t."sequence" IN (${walk('debitAccountId')} UNION ${walk('creditAccountId')})
     ORDER BY t."sequence" DESC LIMIT ?`,
    [account.communityId, ...params, ...params, limit],
  )
}

export interface KindTotal {
  kind: AccountKind
  balance: number
  accounts: number
}

export function sumBalances(reader: Reader, communityIds: readonly string[]): Promise<KindTotal[]> {
  return reader.sql.all<KindTotal>(
    `SELECT "kind", CAST(SUM("balance") AS BIGINT) AS "balance", COUNT(*) AS "accounts" FROM "Account" WHERE "communityId" IN (?) GROUP BY "kind"`,
    [communityIds],
  )
}

export async function countTransfers(reader: Reader, communityIds: readonly string[]): Promise<number> {
  const row = await reader.sql.get<{ size: number | null }>(
    'SELECT CAST(SUM("size") AS BIGINT) AS "size" FROM "Ledger" WHERE "communityId" IN (?)',
    [communityIds],
  )
  return row?.size ?? 0
}

/** Points by kind of transfer since a time; of what is reversed the kind is the original's, and the points are taken off. */
export function sumKindsSince(
  reader: Reader,
  communityIds: readonly string[],
  since: Date,
): Promise<{ kind: string; points: number }[]> {
  return reader.sql.all<{ kind: string; points: number }>(
    `SELECT COALESCE(o."kind", t."kind") AS "kind", CAST(SUM(CASE WHEN o."id" IS NULL THEN t."points" ELSE -t."points" END) AS BIGINT) AS "points"
     FROM "Transfer" t LEFT JOIN "Transfer" o ON o."id" = t."reversesId"
     WHERE t."communityId" IN (?) AND t."createdAt" >= ? GROUP BY 1`,
    [communityIds, since],
  )
}

export interface ResidentRow {
  id: string
  personId: string
  displayName: string
  avatarImageId: string | null
  buildingId: string
  buildingName: string
  householdId: string
  number: string
  floor: number
}

/** Verified people of a community, or of one of its grids, by a part of their name or of their door's number. */
export function listResidents(
  reader: Reader,
  place: { communityId: string; gridId: string | null },
  part: string | null,
  after: string,
  limit: number,
): Promise<ResidentRow[]> {
  const like = part === null ? null : `%${part.replace(/[!%_]/g, '!$&')}%`
  const word = reader.sql.dialect === 'postgres' ? 'ILIKE' : 'LIKE'
  const parts: [text: string, params: SqlValue[]][] = [
    [`m."communityId" = ? AND m."state" = 'verified' AND m."id" > ?`, [place.communityId, after]],
  ]
  if (place.gridId !== null) parts.push(['m."gridId" = ?', [place.gridId]])
  if (like !== null)
    parts.push([`(p."displayName" ${word} ? ESCAPE '!' OR h."number" ${word} ? ESCAPE '!')`, [like, like]])
  return reader.sql.all<ResidentRow>(
    `SELECT m."id", m."personId", p."displayName", ${shownFace('p')} AS "avatarImageId", b."id" AS "buildingId", b."name" AS "buildingName", h."id" AS "householdId",
       h."number", h."floor"
     FROM "Membership" m
     JOIN "Person" p ON p."id" = m."personId"
     JOIN "Household" h ON h."id" = m."householdId"
     JOIN "Place" b ON b."id" = m."buildingId"
     WHERE ${parts.map(([text]) => text).join(' AND ')} ORDER BY m."id" LIMIT ?`,
    [...parts.flatMap(([, params]) => params), limit],
  )
}

export async function insertRankingChoice(tx: Tx, communityId: string, personId: string, at: Date): Promise<void> {
  await tx.sql.run(
    'INSERT INTO "RankingChoice" ("communityId", "personId", "chosenAt") VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    [communityId, personId, at],
  )
}

export function deleteRankingChoice(tx: Tx, communityId: string, personId: string): Promise<number> {
  return tx.sql.run('DELETE FROM "RankingChoice" WHERE "communityId" = ? AND "personId" = ?', [communityId, personId])
}

export async function isInRanking(reader: Reader, communityId: string, personId: string): Promise<boolean> {
  const row = await reader.sql.get('SELECT 1 FROM "RankingChoice" WHERE "communityId" = ? AND "personId" = ?', [
    communityId,
    personId,
  ])
  return row !== undefined
}

export interface RankingRow {
  personId: string
  displayName: string
  avatarImageId: string | null
  points: number
}

/** What those who chose to appear earned by rules since a time, most first. */
export function listRanking(reader: Reader, communityId: string, since: Date, limit: number): Promise<RankingRow[]> {
  return reader.sql.all<RankingRow>(
    `SELECT p."id" AS "personId", p."displayName", ${shownFace('p')} AS "avatarImageId", e."points" FROM (
       SELECT a."ownerId", CAST(SUM(t."points") AS BIGINT) AS "points"
       FROM "RankingChoice" s
       JOIN "Account" a ON a."communityId" = s."communityId" AND a."kind" = 'resident' AND a."ownerId" = s."personId"
       JOIN "Transfer" t ON t."communityId" = a."communityId" AND t."creditAccountId" = a."id" AND t."kind" IN ('award', 'thanks')
       WHERE s."communityId" = ? AND t."createdAt" >= ?
         AND NOT EXISTS (SELECT 1 FROM "Transfer" r WHERE r."reversesId" = t."id")
       GROUP BY a."ownerId") e
     JOIN "Person" p ON p."id" = e."ownerId"
     ORDER BY e."points" DESC, p."id" LIMIT ?`,
    [communityId, since, limit],
  )
}

/** Whether the person erased themselves. */
export async function hasLeft(reader: Reader, personId: string): Promise<boolean> {
  const row = await reader.sql.get('SELECT 1 FROM "Person" WHERE "id" = ? AND "erasedAt" IS NOT NULL', [personId])
  return row !== undefined
}

/** How many of these transfers there are, and their points together. */
export async function sumOfTransfers(
  reader: Reader,
  ids: readonly string[],
): Promise<{ count: number; points: number }> {
  const row = await reader.sql.get<{ count: number; points: number | null }>(
    'SELECT COUNT(*) AS "count", SUM("points") AS "points" FROM "Transfer" WHERE "id" IN (?)',
    [ids],
  )
  return { count: Number(row?.count ?? 0), points: Number(row?.points ?? 0) }
}
