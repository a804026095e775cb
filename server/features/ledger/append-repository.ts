import type { Reader, SqlValue, Tx } from '../../storage/store'
import type { AccountState, KnownTransfer } from './book'

/** Held until the transaction ends: whoever else appends to one of these ledgers waits. On SQLite there is one writer anyway. */
export async function lockLedgers(tx: Tx, communityIds: readonly string[]): Promise<Map<string, number>> {
  const lock = tx.sql.dialect === 'postgres' ? 'FOR UPDATE' : ''
  const rows = await tx.sql.all<{ communityId: string; size: number }>(
    `SELECT "communityId", "size" FROM "Ledger" WHERE "communityId" IN (?) ORDER BY "communityId" ${lock}`,
    [communityIds],
  )
  return new Map(rows.map(({ communityId, size }) => [communityId, size]))
}

/** By the table's own key: by the id alone each would be looked up twice. */
export async function readAccounts(
  reader: Reader,
  communityIds: readonly string[],
  ids: readonly string[],
): Promise<Map<string, AccountState>> {
  const rows = await reader.sql.all<AccountState>(
    `SELECT "communityId", "id", "kind", "ownerId", "openedAt", "balance" FROM "Account"
     WHERE "communityId" IN (?) AND "id" IN (?)`,
    [communityIds, ids],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

export async function readKnownTransfers(reader: Reader, ids: readonly string[]): Promise<Map<string, KnownTransfer>> {
  const rows = await reader.sql.all<KnownTransfer>(
    `SELECT t."id", t."communityId", t."sequence", t."kind", t."debitAccountId", t."creditAccountId", t."points", t."ruleCode", t."createdById",
       t."createdAt", t."requestHash", (SELECT r."id" FROM "Transfer" r WHERE r."reversesId" = t."id") AS "reversedById"
     FROM "Transfer" t WHERE t."id" IN (?)`,
    [ids],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

export interface EarnedRow {
  accountId: string
  ruleCode: string
  week: number
  points: number
}

export function readEarned(
  reader: Reader,
  communityIds: readonly string[],
  accountIds: readonly string[],
  weeks: readonly number[],
): Promise<EarnedRow[]> {
  return reader.sql.all<EarnedRow>(
    `SELECT "accountId", "ruleCode", "week", "points" FROM "EarnedInWeek"
     WHERE "communityId" IN (?) AND "accountId" IN (?) AND "week" IN (?)`,
    [communityIds, accountIds, weeks],
  )
}

const TRANSFER_COLUMNS = [
  'communityId',
  'sequence',
  'id',
  'kind',
  'debitAccountId',
  'creditAccountId',
  'points',
  'ruleCode',
  'ruleVersion',
  'reversesId',
  'reasonHash',
  'createdById',
  'createdAt',
  'requestHash',
  'leafHash',
] as const

/** The values of the columns, in their order. */
export type TransferRow = readonly SqlValue[]

/** In the order of their sequence. The database moves the balances itself. */
export function insertTransfers(tx: Tx, rows: readonly TransferRow[]): Promise<number> {
  return insertAll(tx, 'Transfer', TRANSFER_COLUMNS, rows)
}

const REASON_COLUMNS = ['communityId', 'transferId', 'salt', 'words'] as const
export type ReasonRow = readonly string[]

export function insertReasons(tx: Tx, rows: readonly ReasonRow[]): Promise<number> {
  return insertAll(tx, 'TransferReason', REASON_COLUMNS, rows)
}

const texts = new Map<string, string>()

async function insertAll(
  tx: Tx,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly SqlValue[])[],
): Promise<number> {
  const key = `${table}/${rows.length}`
  const text =
    texts.get(key) ??
    `INSERT INTO "${table}" (${columns.map((column) => `"${column}"`).join(', ')})
     VALUES ${Array(rows.length)
       .fill(`(${columns.map(() => '?').join(', ')})`)
       .join(', ')}`
  texts.set(key, text)
  return tx.sql.run(text, rows.flat() as SqlValue[])
}
