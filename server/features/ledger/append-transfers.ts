import * as crypto from 'node:crypto'
import { createHash, randomBytes } from 'node:crypto'
import { writeLeaf } from '../../../src/proof/ledger-entry'
import { weekOf } from '../../kernel/shanghai'
import type { Tx } from '../../storage/store'
import {
  insertReasons,
  insertTransfers,
  lockLedgers,
  type ReasonRow,
  readAccounts,
  readEarned,
  readKnownTransfers,
  type TransferRow,
} from './append-repository'
import {
  type Books,
  type DecidedTransfer,
  decideTransfer,
  earnedKey,
  type NewTransfer,
  ruleKey,
  type TransferOutcome,
} from './book'
import { listNewestRules } from './rule-repository'

/** Rows in one statement: far below the parameters that either database allows. */
export const TRANSFERS_MAX = 500

/**
 * Makes transfers, in their order, as far as the books allow each: one statement for all of them, and an outcome for each. It locks the ledgers
 * of the communities concerned until the transaction ends, so a feature that calls it does so last.
 */
export async function appendTransfers(tx: Tx, transfers: readonly NewTransfer[]): Promise<TransferOutcome[]> {
  const books = await openBooks(tx, transfers)
  const rows: TransferRow[] = []
  const reasons: ReasonRow[] = []
  const outcomes = transfers.map((transfer): TransferOutcome => {
    const decided = decideTransfer(books, transfer)
    if ('outcome' in decided) return decided
    const reason = sealReason(decided)
    if (reason !== null) reasons.push(reason.row)
    rows.push(rowOf(decided, reason?.hash ?? null))
    return { outcome: 'created', points: decided.points, sequence: decided.sequence }
  })
  if (rows.length > 0) await insertTransfers(tx, rows)
  if (reasons.length > 0) await insertReasons(tx, reasons)
  return outcomes
}

/** The ledgers' rows first: what is read after that nobody changes before we have written. */
async function openBooks(tx: Tx, transfers: readonly NewTransfer[]): Promise<Books> {
  const communityIds = distinct(transfers.map(({ communityId }) => communityId))
  const sizes = await lockLedgers(tx, communityIds)
  const accounts = await readAccounts(
    tx,
    communityIds,
    distinct(transfers.flatMap(({ debitAccountId, creditAccountId }) => [debitAccountId, creditAccountId])),
  )
  const known = await readKnownTransfers(
    tx,
    distinct(transfers.flatMap(({ id, reversesId }) => (reversesId === null ? [id] : [id, reversesId]))),
  )
  const books: Books = { sizes, accounts, known, rules: new Map(), earned: new Map() }
  const byRule = transfers.filter(({ ruleCode }) => ruleCode !== null)
  if (byRule.length > 0) await readCaps(tx, books, communityIds, byRule)
  return books
}

async function readCaps(tx: Tx, books: Books, communityIds: string[], byRule: readonly NewTransfer[]): Promise<void> {
  for (const rule of await listNewestRules(tx, communityIds))
    books.rules.set(ruleKey(rule.communityId, rule.code), rule)
  const accountIds = distinct(byRule.map(({ creditAccountId }) => creditAccountId))
  const weeks = [...new Set(byRule.map(({ createdAt }) => weekOf(createdAt)))]
  for (const { accountId, ruleCode, week, points } of await readEarned(tx, communityIds, accountIds, weeks))
    books.earned.set(earnedKey(accountId, ruleCode, week), points)
}

/** What the words of a reason are held to, without saying them: SHA-256 of the salt, a line break and the words, base64. */
export function hashReason(salt: string, words: string): string {
  return createHash('sha256').update(`${salt}\n${words}`).digest('base64')
}

function sealReason({ transfer }: DecidedTransfer): { row: ReasonRow; hash: string } | null {
  const { communityId, id, reason } = transfer
  if (reason === null) return null
  const salt = randomBytes(16).toString('base64')
  return { row: [communityId, id, salt, reason], hash: hashReason(salt, reason) }
}

/** Hashes in one call, without an object for each: Node has it from 20.12 on. */
const sha256: (text: string) => string =
  typeof crypto.hash === 'function'
    ? (text) => crypto.hash('sha256', text, 'base64')
    : (text) => createHash('sha256').update(text, 'utf8').digest('base64')

/** The hash of a leaf as in src/proof, by the faster way that a server has: U+0000 is the byte that stands before a leaf. */
export function hashLeafText(leaf: string): string {
  return sha256(`\0${leaf}`)
}

/** Every column by its name and in its place: spreading objects here cost as much as hashing. */
function rowOf(decided: DecidedTransfer, reasonHash: string | null): TransferRow {
  const { transfer, sequence, points, debit, credit, rule } = decided
  const { communityId, id, kind, reversesId, createdById, createdAt, requestHash } = transfer
  const leaf = writeLeaf({
    communityId,
    sequence,
    id,
    kind,
    debit,
    credit,
    points,
    rule,
    reversesId,
    reasonHash,
    createdById,
    createdAt: createdAt.getTime(),
    requestHash,
  })
  return [
    communityId,
    sequence,
    id,
    kind,
    debit.id,
    credit.id,
    points,
    rule === null ? null : rule.code,
    rule === null ? null : rule.version,
    reversesId,
    reasonHash,
    createdById,
    createdAt,
    requestHash,
    hashLeafText(leaf),
  ]
}

const distinct = (ids: readonly string[]) => [...new Set(ids)]
