import type { AccountKind, TransferKind } from '../../../src/contract'
import { writeLeaf } from '../../../src/proof/ledger-entry'
import { GrowingTree, type HashedNode } from '../../kernel/merkle-tree'
import { nextDay, startOfDay, weekOf } from '../../kernel/shanghai'
import type { SqlReader } from '../../storage/store'
import { hashLeafText, hashReason } from './append-transfers'
import { earnedKey } from './book'
import { LedgerFault } from './ledger-fault'
import { goesBetween } from './rules'
import { assertHeadsInOrder } from './verify-heads'
import {
  type AuditedAccount,
  type AuditedEntry,
  type AuditedHead,
  type AuditedRule,
  countNodes,
  readAuditedAccounts,
  readAuditedEarned,
  readAuditedEntries,
  readAuditedHeads,
  readAuditedReasons,
  readAuditedRules,
  readLedgerSize,
  readLevel,
} from './verify-reading'

export interface AuditResult {
  transfers: number
  accounts: number
  sum: number
  heads: AuditedHead[]
}

/** One community's ledger, counted anew from its first entry. */
export class LedgerAudit {
  readonly #reader: SqlReader
  readonly #communityId: string
  readonly #tree = new GrowingTree()
  readonly #accounts = new Map<string, AuditedAccount>()
  readonly #balances = new Map<string, number>()
  readonly #rules = new Map<string, AuditedRule>()
  readonly #earned = new Map<string, number>()
  /** What was transferred under an id, as far as a reversal needs it. */
  readonly #seen = new Map<string, { entry: AuditedEntry; isReversed: boolean }>()
  #heads: AuditedHead[] = []
  #nextHead = 0

  constructor(reader: SqlReader, communityId: string) {
    this.#reader = reader
    this.#communityId = communityId
  }

  /** @throws LedgerFault that names the first entry that does not fit */
  async run(): Promise<AuditResult> {
    const [reader, communityId] = [this.#reader, this.#communityId]
    const size = await readLedgerSize(reader, communityId)
    for (const account of await readAuditedAccounts(reader, communityId)) this.#accounts.set(account.id, account)
    for (const rule of await readAuditedRules(reader, communityId))
      this.#rules.set(`${rule.code}/${rule.version}`, rule)
    this.#heads = await readAuditedHeads(reader, communityId)
    assertHeadsInOrder(communityId, this.#heads)
    const sealed = this.#heads.at(-1)?.size ?? 0
    this.#passHeads()
    for await (const entries of readAuditedEntries(reader, communityId)) {
      const nodes = entries.flatMap((entry) => this.#count(entry).filter(() => entry.sequence <= sealed))
      await this.#assertNodes(nodes)
    }
    const { size: counted } = this.#tree
    if (size !== counted)
      throw this.#fault(null, `it says that it has ${size ?? 'no'} entries, and there are ${counted}`)
    const missing = this.#heads[this.#nextHead]
    if (missing !== undefined)
      throw this.#fault(null, `head of ${missing.date} has ${missing.size} entries, and there are only ${counted}`)
    await this.#assertNodeCount(sealed)
    await this.#assertEarned()
    await this.#assertReasons()
    return { transfers: counted, accounts: this.#accounts.size, sum: this.#assertBalances(), heads: this.#heads }
  }

  /** Takes an entry as the next one. @returns the full subtrees that it completes */
  #count(entry: AuditedEntry): HashedNode[] {
    const expected = this.#tree.size + 1
    if (entry.sequence !== expected) throw this.#fault({ sequence: expected, id: '' }, 'it is missing')
    const [debit, credit] = [this.#accounts.get(entry.debitAccountId), this.#accounts.get(entry.creditAccountId)]
    if (debit === undefined || credit === undefined) throw this.#fault(entry, 'one of its accounts is missing')
    const rule = entry.ruleCode === null ? null : this.#rules.get(`${entry.ruleCode}/${entry.ruleVersion}`)
    if (rule === undefined)
      throw this.#fault(entry, `its rule ${entry.ruleCode}, version ${entry.ruleVersion}, is missing`)
    const leaf = writeLeaf({ ...entry, debit, credit, rule })
    if (hashLeafText(leaf) !== entry.leafHash)
      throw this.#fault(entry, 'it does not say what was written: its hash is another')
    this.#assertWay(entry, debit.kind as AccountKind, credit.kind as AccountKind)
    this.#move(entry, debit)
    this.#earn(entry, rule)
    this.#seen.set(entry.id, { entry, isReversed: false })
    const nodes = this.#tree.append(Buffer.from(entry.leafHash, 'base64'))
    this.#passHeads(entry)
    return nodes
  }

  #assertWay(entry: AuditedEntry, from: AccountKind, to: AccountKind): void {
    if (!Number.isSafeInteger(entry.points) || entry.points < 1)
      throw this.#fault(entry, 'its points are no whole number above zero')
    if (entry.kind !== 'reversal') {
      if (!goesBetween(entry.kind as Exclude<TransferKind, 'reversal'>, from, to))
        throw this.#fault(entry, `a transfer of kind ${entry.kind} does not go from ${from} to ${to}`)
      return
    }
    const original = this.#seen.get(entry.reversesId ?? '')
    if (original === undefined) throw this.#fault(entry, 'what it reverses is not there before it')
    const { debitAccountId, creditAccountId, points, kind } = original.entry
    const isMirrored =
      debitAccountId === entry.creditAccountId && creditAccountId === entry.debitAccountId && points === entry.points
    if (!isMirrored || kind === 'reversal') throw this.#fault(entry, 'it does not mirror what it reverses')
    if (original.isReversed) throw this.#fault(entry, 'what it reverses was reversed before')
    original.isReversed = true
  }

  #move({ debitAccountId, creditAccountId, points, ...entry }: AuditedEntry, debit: AuditedAccount): void {
    const left = (this.#balances.get(debitAccountId) ?? 0) - points
    if (left < 0 && debit.kind !== 'issuance')
      throw this.#fault(entry, `it leaves account ${debitAccountId} below zero`)
    this.#balances.set(debitAccountId, left)
    this.#balances.set(creditAccountId, (this.#balances.get(creditAccountId) ?? 0) + points)
  }

  #earn(entry: AuditedEntry, rule: AuditedRule | null): void {
    const original = entry.reversesId === null ? entry : this.#seen.get(entry.reversesId)?.entry
    if (original === undefined || original.ruleCode === null) return
    const key = earnedKey(original.creditAccountId, original.ruleCode, weekOf(new Date(original.createdAt)))
    const points = (this.#earned.get(key) ?? 0) + (original === entry ? entry.points : -entry.points)
    const cap = rule?.weeklyCap ?? null
    if (cap !== null && points > cap) throw this.#fault(entry, `it exceeds the weekly cap of ${cap} points`)
    this.#earned.set(key, points)
  }

  /** The heads that end with this entry, or before the first. */
  #passHeads(last: AuditedEntry | null = null): void {
    for (let head = this.#heads[this.#nextHead]; head?.size === this.#tree.size; head = this.#heads[this.#nextHead]) {
      const first = (this.#heads[this.#nextHead - 1]?.size ?? 0) + 1
      if (this.#tree.root.toString('base64') !== head.rootHash)
        throw this.#fault(
          { sequence: first, id: '' },
          `or a later one up to ${head.size} is not what the head of ${head.date} was made of`,
        )
      if (last !== null && last.createdAt >= startOfDay(nextDay(head.date)).getTime())
        throw this.#fault(last, `it is of a later day than the head of ${head.date}`)
      this.#nextHead += 1
    }
  }

  async #assertNodes(nodes: readonly HashedNode[]): Promise<void> {
    for (const level of new Set(nodes.map((node) => node.level))) {
      const ofLevel = nodes.filter((node) => node.level === level)
      const kept = await readLevel(
        this.#reader,
        this.#communityId,
        level,
        ofLevel.map(({ position }) => position),
      )
      for (const { position, hash } of ofLevel) {
        if (kept.get(position) === hash.toString('base64')) continue
        const first = position * 2 ** level + 1
        throw this.#fault(
          { sequence: first, id: '' },
          `or a later one up to ${first + 2 ** level - 1} is not what the tree was made of`,
        )
      }
    }
  }

  /** A tree of n leaves has n minus one full subtree for each one of its binary digits. */
  async #assertNodeCount(sealed: number): Promise<void> {
    const expected = sealed - sealed.toString(2).split('1').length + 1
    const count = await countNodes(this.#reader, this.#communityId)
    if (count !== expected) throw this.#fault(null, `the tree has ${count} nodes where it should have ${expected}`)
  }

  /** @returns the sum of all balances */
  #assertBalances(): number {
    let sum = 0
    for (const { id, balance } of this.#accounts.values()) {
      const counted = this.#balances.get(id) ?? 0
      if (balance !== counted)
        throw this.#fault(null, `account ${id} says ${balance}, and its transfers come to ${counted}`)
      sum += balance
    }
    if (sum !== 0) throw this.#fault(null, `the balances come to ${sum} where they should come to zero`)
    return sum
  }

  async #assertEarned(): Promise<void> {
    const rows = await readAuditedEarned(this.#reader, this.#communityId)
    for (const { accountId, ruleCode, week, points } of rows) {
      const key = earnedKey(accountId, ruleCode, week)
      const counted = this.#earned.get(key)
      if (counted !== points)
        throw this.#fault(
          null,
          `account ${accountId} is said to have earned ${points} in week ${week}, and it earned ${counted ?? 0}`,
        )
    }
    if (rows.length !== this.#earned.size) throw this.#fault(null, 'what was earned in some week is not noted')
  }

  /** Words may be forgotten; those that are there are those that were written. */
  async #assertReasons(): Promise<void> {
    for await (const reasons of readAuditedReasons(this.#reader, this.#communityId)) {
      for (const { transferId, sequence, reasonHash, salt, words } of reasons) {
        if (sequence === null)
          throw this.#fault(null, `there is a reason for transfer ${transferId}, which is not there`)
        if (hashReason(salt, words) !== reasonHash)
          throw this.#fault({ sequence, id: transferId }, 'its reason is not what was written')
      }
    }
  }

  #fault(entry: { sequence: number; id: string } | null, what: string): LedgerFault {
    return new LedgerFault(this.#communityId, entry, what)
  }
}
