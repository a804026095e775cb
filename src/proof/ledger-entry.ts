import { toUtf8 } from './bytes'
import { hashLeaf } from './merkle'

/** An account as an entry of the ledger names it. Times are milliseconds since 1970. */
export interface EntryAccount {
  id: string
  kind: string
  ownerId: string
  openedAt: number
}

/** A rule as an entry names it: the version that was in force, with all that it says. */
export interface EntryRule {
  id: string
  code: string
  version: number
  pointsPerHour: number
  categories: string
  weeklyCap: number | null
  createdById: string | null
  createdAt: number
  requestHash: string
}

/** All that an entry of the ledger says: every column of its row, and of the rows that it leans on. Times are milliseconds since 1970. */
export interface LedgerEntry {
  communityId: string
  sequence: number
  id: string
  kind: string
  debit: EntryAccount
  credit: EntryAccount
  points: number
  rule: EntryRule | null
  reversesId: string | null
  /** SHA-256 of the salt and the words of the reason, base64: the words themselves can be forgotten without breaking the tree. */
  reasonHash: string | null
  createdById: string | null
  createdAt: number
  requestHash: string
}

const FORMAT = 'linli-ledger-1'

/**
 * The leaf of an entry: a JSON list in a fixed order (docs/ledger.md), so that anybody can write it again in any language. Ids stay text: letter
 * case is part of what is hashed.
 */
export function writeLeaf(entry: LedgerEntry): string {
  const { debit, credit, rule } = entry
  const account = ({ id, kind, ownerId, openedAt }: EntryAccount) => [id, kind, ownerId, openedAt]
  return JSON.stringify([
    FORMAT,
    entry.communityId,
    entry.sequence,
    entry.id,
    entry.kind,
    account(debit),
    account(credit),
    entry.points,
    rule === null
      ? null
      : [
          rule.id,
          rule.code,
          rule.version,
          rule.pointsPerHour,
          rule.categories,
          rule.weeklyCap,
          rule.createdById,
          rule.createdAt,
          rule.requestHash,
        ],
    entry.reversesId,
    entry.reasonHash,
    entry.createdById,
    entry.createdAt,
    entry.requestHash,
  ])
}

/** What a person can compare with the entry on their screen. */
export interface ReadLeaf {
  communityId: string
  sequence: number
  id: string
  kind: string
  debitAccountId: string
  creditAccountId: string
  points: number
  createdAt: number
}

/** Null for what is no leaf of ours. */
export function readLeaf(leaf: string): ReadLeaf | null {
  try {
    const parts: unknown = JSON.parse(leaf)
    if (!Array.isArray(parts) || parts.length !== 14 || parts[0] !== FORMAT) return null
    const [, communityId, sequence, id, kind, debit, credit, points, , , , , createdAt] = parts
    return { communityId, sequence, id, kind, debitAccountId: debit[0], creditAccountId: credit[0], points, createdAt }
  } catch {
    return null
  }
}

export function hashEntry(leaf: string): Uint8Array {
  return hashLeaf(toUtf8(leaf))
}
