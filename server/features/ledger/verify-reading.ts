import type { EntryAccount, EntryRule } from '../../../src/proof/ledger-entry'
import type { SqlReader } from '../../storage/store'

/** Rows held at once. */
const ROWS_MAX = 1_000

export interface AuditedEntry {
  communityId: string
  sequence: number
  id: string
  kind: string
  debitAccountId: string
  creditAccountId: string
  points: number
  ruleCode: string | null
  ruleVersion: number | null
  reversesId: string | null
  reasonHash: string | null
  createdById: string | null
  createdAt: number
  requestHash: string
  leafHash: string
}

export interface AuditedAccount extends EntryAccount {
  communityId: string
  balance: number
}

export interface AuditedRule extends EntryRule {
  communityId: string
}

/** Every community that any row of a ledger names. */
export async function listAuditedCommunities(reader: SqlReader): Promise<string[]> {
  const tables = [
    'Ledger',
    'Account',
    'Transfer',
    'LedgerHead',
    'LedgerNode',
    'EarnedInWeek',
    'PointsRule',
    'TransferReason',
  ]
  const rows = await reader.sql.all<{ communityId: string }>(
    `${tables.map((table) => `SELECT DISTINCT "communityId" FROM "${table}"`).join(' UNION ')} ORDER BY "communityId"`,
  )
  return rows.map(({ communityId }) => communityId)
}

/** The size of a ledger as its counter says; null where it has none. */
export async function readLedgerSize(reader: SqlReader, communityId: string): Promise<number | null> {
  const row = await reader.sql.get<{ size: number }>('SELECT "size" FROM "Ledger" WHERE "communityId" = ?', [
    communityId,
  ])
  return row?.size ?? null
}

export function readAuditedAccounts(reader: SqlReader, communityId: string): Promise<AuditedAccount[]> {
  return reader.sql.all<AuditedAccount>(
    `SELECT "communityId", "id", "kind", "ownerId", "openedAt", "balance" FROM "Account" WHERE "communityId" = ? ORDER BY "id"`,
    [communityId],
  )
}

export function readAuditedRules(reader: SqlReader, communityId: string): Promise<AuditedRule[]> {
  return reader.sql.all<AuditedRule>(
    `SELECT "communityId", "code", "version", "id", "pointsPerHour", "categories", "weeklyCap", "createdById", "createdAt", "requestHash"
     FROM "PointsRule" WHERE "communityId" = ? ORDER BY "code", "version"`,
    [communityId],
  )
}

export interface AuditedHead {
  communityId: string
  date: string
  size: number
  rootHash: string
  signature: string
  publicKey: string
}

export function readAuditedHeads(reader: SqlReader, communityId: string): Promise<AuditedHead[]> {
  return reader.sql.all<AuditedHead>(
    `SELECT "communityId", "date", "size", "rootHash", "signature", "publicKey" FROM "LedgerHead" WHERE "communityId" = ? ORDER BY "date"`,
    [communityId],
  )
}

export interface AuditedEarned {
  accountId: string
  ruleCode: string
  week: number
  points: number
}

export function readAuditedEarned(reader: SqlReader, communityId: string): Promise<AuditedEarned[]> {
  return reader.sql.all<AuditedEarned>(
    `SELECT "accountId", "ruleCode", "week", "points" FROM "EarnedInWeek" WHERE "communityId" = ? ORDER BY "accountId", "ruleCode", "week"`,
    [communityId],
  )
}

export async function countNodes(reader: SqlReader, communityId: string): Promise<number> {
  const row = await reader.sql.get<{ count: number }>(
    'SELECT COUNT(*) AS "count" FROM "LedgerNode" WHERE "communityId" = ?',
    [communityId],
  )
  return row?.count ?? 0
}

/** The hashes of some nodes of one level, by position; what is not there is left out. */
export async function readLevel(
  reader: SqlReader,
  communityId: string,
  level: number,
  positions: readonly number[],
): Promise<Map<number, string>> {
  const rows = await reader.sql.all<{ position: number; hash: string }>(
    'SELECT "position", "hash" FROM "LedgerNode" WHERE "communityId" = ? AND "level" = ? AND "position" IN (?)',
    [communityId, level, positions],
  )
  return new Map(rows.map(({ position, hash }) => [position, hash]))
}

/** Page by page along the key, from its very beginning: what somebody put before everything else is read too. */
async function* pages<Row, Key>(
  load: (after: Key | null) => Promise<Row[]>,
  keyOf: (row: Row) => Key,
): AsyncGenerator<Row[]> {
  for (let after: Key | null = null; ; ) {
    const rows: Row[] = await load(after)
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows
    after = keyOf(last)
  }
}

/** In their sequence, whatever that is. */
export function readAuditedEntries(reader: SqlReader, communityId: string): AsyncGenerator<AuditedEntry[]> {
  return pages(
    (after: number | null) =>
      reader.sql.all<AuditedEntry>(
        `SELECT "communityId", "sequence", "id", "kind", "debitAccountId", "creditAccountId", "points", "ruleCode", "ruleVersion", "reversesId",
           "reasonHash", "createdById", "createdAt", "requestHash", "leafHash"
         FROM "Transfer" WHERE "communityId" = ? ${after === null ? '' : 'AND "sequence" > ?'} ORDER BY "sequence" LIMIT ?`,
        [communityId, ...(after === null ? [] : [after]), ROWS_MAX],
      ),
    ({ sequence }) => sequence,
  )
}

export interface AuditedReason {
  transferId: string
  salt: string
  words: string
  /** Of its transfer; null where there is none. */
  reasonHash: string | null
  sequence: number | null
}

export function readAuditedReasons(reader: SqlReader, communityId: string): AsyncGenerator<AuditedReason[]> {
  return pages(
    (after: string | null) =>
      reader.sql.all<AuditedReason>(
        `SELECT w."transferId", w."salt", w."words", t."reasonHash", t."sequence"
         FROM "TransferReason" w LEFT JOIN "Transfer" t ON t."id" = w."transferId" AND t."communityId" = w."communityId"
         WHERE w."communityId" = ? ${after === null ? '' : 'AND w."transferId" > ?'} ORDER BY w."transferId" LIMIT ?`,
        [communityId, ...(after === null ? [] : [after]), ROWS_MAX],
      ),
    ({ transferId }) => transferId,
  )
}
