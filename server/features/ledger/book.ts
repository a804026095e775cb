import type { PointsRuleCode, TransferKind } from '../../../src/contract'
import type { EntryAccount, EntryRule } from '../../../src/proof/ledger-entry'
import { weekOf } from '../../kernel/shanghai'

/** A transfer that somebody wants made. */
export interface NewTransfer {
  /** Made by whoever asks: the same id again is the same transfer. */
  id: string
  communityId: string
  kind: TransferKind
  debitAccountId: string
  creditAccountId: string
  points: number
  /** By which rule it is earned, in its newest version; its weekly cap holds. */
  ruleCode: PointsRuleCode | null
  /** Where the cap leaves less room than `points`: fewer points, or a refusal. */
  atCap: 'cut' | 'refuse'
  reversesId: string | null
  /** The words, kept apart from the entry. */
  reason: string | null
  createdById: string | null
  createdAt: Date
  /** Of what was asked, so that another request under the same id is told from the same again. */
  requestHash: string
}

export type TransferRefusal =
  | 'id_taken'
  | 'no_account'
  | 'no_rule'
  | 'not_enough_points'
  | 'weekly_cap_reached'
  | 'not_reversible'
  | 'already_reversed'

export type TransferOutcome =
  | { outcome: 'created'; points: number; sequence: number }
  | { outcome: 'exists'; points: number; sequence: number }
  | { outcome: 'refused'; because: TransferRefusal }

export interface AccountState extends EntryAccount {
  communityId: string
  balance: number
}

export interface KnownTransfer {
  id: string
  communityId: string
  sequence: number
  kind: string
  debitAccountId: string
  creditAccountId: string
  points: number
  ruleCode: string | null
  createdById: string | null
  createdAt: number
  requestHash: string
  reversedById: string | null
}

/** What stands in the books when transfers are to be made, locked against others. */
export interface Books {
  sizes: Map<string, number>
  accounts: Map<string, AccountState>
  /** Transfers that bear an id that is asked for, or that are to be reversed. */
  known: Map<string, KnownTransfer>
  /** The newest version of each rule, by `ruleKey`. */
  rules: Map<string, EntryRule>
  /** Points earned in a week, by `earnedKey`. */
  earned: Map<string, number>
}

export const ruleKey = (communityId: string, code: string) => `${communityId}/${code}`
export const earnedKey = (accountId: string, code: string, week: number) => `${accountId}/${code}/${week}`

export interface DecidedTransfer {
  transfer: NewTransfer
  sequence: number
  points: number
  debit: AccountState
  credit: AccountState
  rule: EntryRule | null
}

/**
 * Decides transfers one after another as the books stand, and keeps the books. Pure but for them. The database decides the same again (its
 * triggers), so that a mistake here is a failure and never a wrong balance.
 */
export function decideTransfer(books: Books, transfer: NewTransfer): TransferOutcome | DecidedTransfer {
  const refuse = (because: TransferRefusal): TransferOutcome => ({ outcome: 'refused', because })
  const known = books.known.get(transfer.id)
  if (known !== undefined) return isSame(known, transfer) ? repeated(known) : refuse('id_taken')
  const debit = books.accounts.get(transfer.debitAccountId)
  const credit = books.accounts.get(transfer.creditAccountId)
  const size = books.sizes.get(transfer.communityId)
  const isHere = (account: AccountState | undefined) => account?.communityId === transfer.communityId
  if (debit === undefined || credit === undefined || size === undefined || !isHere(debit) || !isHere(credit))
    return refuse('no_account')
  const refusal = transfer.reversesId === null ? null : refuseReversal(books, transfer, transfer.reversesId)
  if (refusal !== null) return refuse(refusal)
  const rule = transfer.ruleCode === null ? null : books.rules.get(ruleKey(transfer.communityId, transfer.ruleCode))
  if (rule === undefined) return refuse('no_rule')
  const points = rule === null ? transfer.points : pointsUnderCap(books, transfer, rule)
  if (points === 0) return refuse('weekly_cap_reached')
  if (debit.kind !== 'issuance' && debit.balance < points) return refuse('not_enough_points')
  const decided = { transfer, sequence: size + 1, points, debit, credit, rule }
  keepBooks(books, decided)
  return decided
}

function isSame(known: KnownTransfer, transfer: NewTransfer): boolean {
  return (
    known.requestHash === transfer.requestHash &&
    known.createdById === transfer.createdById &&
    known.communityId === transfer.communityId
  )
}

function repeated({ points, sequence }: KnownTransfer): TransferOutcome {
  return { outcome: 'exists', points, sequence }
}

function refuseReversal(books: Books, transfer: NewTransfer, reversesId: string): TransferRefusal | null {
  const original = books.known.get(reversesId)
  const isMirrored =
    original !== undefined &&
    original.kind !== 'reversal' &&
    original.communityId === transfer.communityId &&
    original.debitAccountId === transfer.creditAccountId &&
    original.creditAccountId === transfer.debitAccountId &&
    original.points === transfer.points
  if (!isMirrored) return 'not_reversible'
  return original.reversedById === null ? null : 'already_reversed'
}

/** 0 where the cap leaves no room. */
function pointsUnderCap(books: Books, transfer: NewTransfer, rule: EntryRule): number {
  if (rule.weeklyCap === null) return transfer.points
  const key = earnedKey(transfer.creditAccountId, rule.code, weekOf(transfer.createdAt))
  const room = Math.max(rule.weeklyCap - (books.earned.get(key) ?? 0), 0)
  return transfer.points <= room ? transfer.points : transfer.atCap === 'cut' ? room : 0
}

function keepBooks(books: Books, { transfer, sequence, points, debit, credit, rule }: DecidedTransfer): void {
  const { id, communityId, debitAccountId, creditAccountId, reversesId } = transfer
  books.sizes.set(communityId, sequence)
  debit.balance -= points
  credit.balance += points
  books.known.set(id, {
    id,
    communityId,
    sequence,
    kind: transfer.kind,
    debitAccountId,
    creditAccountId,
    points,
    ruleCode: transfer.ruleCode,
    createdById: transfer.createdById,
    createdAt: transfer.createdAt.getTime(),
    requestHash: transfer.requestHash,
    reversedById: null,
  })
  if (rule !== null) moveEarned(books, creditAccountId, rule.code, transfer.createdAt, points)
  const original = reversesId === null ? undefined : books.known.get(reversesId)
  if (original === undefined) return
  original.reversedById = id
  // What is taken back gives its room under the cap back.
  if (original.ruleCode !== null)
    moveEarned(books, original.creditAccountId, original.ruleCode, new Date(original.createdAt), -points)
}

function moveEarned(books: Books, accountId: string, ruleCode: string, at: Date, points: number): void {
  const key = earnedKey(accountId, ruleCode, weekOf(at))
  books.earned.set(key, (books.earned.get(key) ?? 0) + points)
}
