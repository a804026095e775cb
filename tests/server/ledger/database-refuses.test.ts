import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sealDaysUntil } from '../../../server/features/ledger'
import { dayOf } from '../../../server/kernel/shanghai'
import { buildTestApp, newId, type TestApp } from '../../support/build-test-app'
import { accountOf, type Books, openBooks, transfer } from './points'

let t: TestApp
let books: Books
let resident: string
let sequence: number
beforeAll(async () => {
  t = await buildTestApp()
  books = await openBooks(t, 1_000)
  resident = (await accountOf(await t.as('resident-li'))).accountId
  await transfer(books.secretary, books.budget, resident, 10)
  const made = await transfer(books.secretary, books.budget, resident, 20)
  sequence = made.body.sequence
  await sealDaysUntil(t.deps.store, t.deps.secrets.ledgerKey, dayOf(t.clock.now()))
})
afterAll(() => t.close())

const everything = async () => {
  const tables = [
    'Transfer',
    'Account',
    'Ledger',
    'LedgerHead',
    'LedgerNode',
    'PointsRule',
    'TransferReason',
    'EarnedInWeek',
  ]
  const { sql } = t.deps.store.read
  return Promise.all(tables.map((table) => sql.all(`SELECT * FROM "${table}" ORDER BY 1, 2`)))
}

/** Statements of somebody with a password and a mind to it; none of them may do anything. */
const ATTEMPTS: [name: string, text: string, dialects?: 'sqlite' | 'postgres'][] = [
  ['points of an entry', 'UPDATE "Transfer" SET "points" = "points" + 1'],
  ['the same points again', 'UPDATE "Transfer" SET "points" = "points"'],
  ['who got them', 'UPDATE "Transfer" SET "creditAccountId" = "debitAccountId" WHERE "sequence" = 1'],
  ['when', 'UPDATE "Transfer" SET "createdAt" = "createdAt" WHERE "sequence" = 1'],
  ['what hash it has', `UPDATE "Transfer" SET "leafHash" = 'x'`],
  ['that it was', 'DELETE FROM "Transfer" WHERE "sequence" = 1'],
  ['that anything was', 'DELETE FROM "Transfer"'],
  ['all of it at once', 'TRUNCATE "Transfer"', 'postgres'],
  ['all accounts at once', 'TRUNCATE "Account"', 'postgres'],
  ['all heads at once', 'TRUNCATE "LedgerHead"', 'postgres'],
  ['all rules at once', 'TRUNCATE "PointsRule"', 'postgres'],
  ['whose account it is', `UPDATE "Account" SET "ownerId" = "id" WHERE "kind" = 'resident'`],
  ['what kind of account it is', `UPDATE "Account" SET "kind" = 'issuance' WHERE "kind" = 'resident'`],
  ['that there is an account', 'DELETE FROM "Account"'],
  ['an account below zero', `UPDATE "Account" SET "balance" = -1 WHERE "kind" = 'resident'`],
  ['the cap of a rule', 'UPDATE "PointsRule" SET "weeklyCap" = 1000000'],
  ['that there was a rule', 'DELETE FROM "PointsRule"'],
  ['a head', `UPDATE "LedgerHead" SET "rootHash" = 'x'`],
  ['that there was a head', 'DELETE FROM "LedgerHead"'],
  ['a node of the tree', `UPDATE "LedgerNode" SET "hash" = 'x'`],
  ['that there was a node', 'DELETE FROM "LedgerNode"'],
  ['that there is a ledger', 'DELETE FROM "Ledger"'],
  ['the words of a reason', `UPDATE "TransferReason" SET "words" = 'x'`],
  [
    'the words of a reason by others in their place',
    `INSERT OR REPLACE INTO "TransferReason" SELECT "communityId", "transferId", "salt", 'x' FROM "TransferReason"`,
    'sqlite',
  ],
  ['a balance, upwards', `UPDATE "Account" SET "balance" = "balance" + 7 WHERE "kind" = 'resident'`],
  ['a balance, downwards', `UPDATE "Account" SET "balance" = "balance" - 1 WHERE "kind" = 'budget' AND "balance" > 0`],
  // As the newest entry moved it: booking that a second time.
  [
    'a balance, by an entry that is booked',
    `UPDATE "Account" SET "balance" = "balance" + 20 WHERE "kind" = 'resident'`,
  ],
  ['how long a ledger is: one less', 'UPDATE "Ledger" SET "size" = "size" - 1 WHERE "size" > 0'],
  ['how long a ledger is: one more', 'UPDATE "Ledger" SET "size" = "size" + 1'],
  ['how long a ledger is: the same', 'UPDATE "Ledger" SET "size" = "size"'],
  ['whose ledger it is', `UPDATE "Ledger" SET "communityId" = 'x' WHERE "size" > 0`],
  ['all ledgers at once', 'TRUNCATE "Ledger"', 'postgres'],
]

describe('the database itself refuses to change', () => {
  test.each(ATTEMPTS)('%s', async (_, text, only) => {
    const before = await everything()
    if (only === undefined || only === t.deps.store.dialect)
      await expect(t.deps.store.write((tx) => tx.sql.run(text))).rejects.toThrow()
    expect(await everything()).toEqual(before)
  })

  /** An entry of our own making, with the columns that are given. */
  const insert = (changes: Record<string, string | number | null>, how = 'INSERT') => {
    const row = {
      communityId: books.community,
      sequence: sequence + 1,
      id: newId(),
      kind: 'grant',
      debitAccountId: books.budget,
      creditAccountId: resident,
      points: 5,
      ruleCode: null,
      ruleVersion: null,
      reversesId: null,
      createdAt: t.clock.now(),
      requestHash: 'x',
      leafHash: 'x',
      ...changes,
    }
    const columns = Object.keys(row)
    return t.deps.store.write((tx) =>
      tx.sql.run(
        `${how} INTO "Transfer" (${columns.map((column) => `"${column}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
        Object.values(row),
      ),
    )
  }

  test.each([
    ['a gap in the sequence', () => insert({ sequence: sequence + 2 })],
    ['a place in the sequence that is taken', () => insert({ sequence })],
    ['no points', () => insert({ points: 0 })],
    ['points the other way', () => insert({ points: -5 })],
    ['more points than there are', () => insert({ points: 100_000_000 })],
    ['the same account on both sides', () => insert({ creditAccountId: books.budget })],
    ['an account that is not there', () => insert({ creditAccountId: newId() })],
    ['a reversal of nothing', () => insert({ kind: 'reversal', reversesId: newId() })],
    ['a reversal that is none', () => insert({ kind: 'reversal' })],
    ['an award without a rule', () => insert({ kind: 'award' })],
    ['an award by a rule that is not there', () => insert({ kind: 'award', ruleCode: 'thanks', ruleVersion: 99 })],
    ['more than the cap', () => insert({ kind: 'award', ruleCode: 'thanks', ruleVersion: 1, points: 21 })],
  ])('an entry is not written with %s', async (_, attempt) => {
    const before = await everything()
    await expect(attempt()).rejects.toThrow()
    expect(await everything()).toEqual(before)
  })

  test('an entry is not put in the place of another', async () => {
    const before = await everything()
    const [first] = await t.deps.store.read.sql.all<{ id: string }>(
      'SELECT "id" FROM "Transfer" WHERE "sequence" = ?',
      [sequence],
    )
    if (t.deps.store.dialect === 'sqlite') {
      await expect(insert({ id: first?.id ?? '' }, 'INSERT OR REPLACE')).rejects.toThrow('never changed')
      await expect(insert({ sequence }, 'INSERT OR REPLACE')).rejects.toThrow('does not follow')
      // The way round the rule of the sequence: first the ledger is made one shorter.
      const shorten = t.deps.store.write(async (tx) => {
        await tx.sql.run('UPDATE "Ledger" SET "size" = "size" - 1 WHERE "communityId" = ?', [books.community])
      })
      await expect(shorten).rejects.toThrow('grows by entries alone')
    }
    await expect(insert({ id: first?.id ?? '' })).rejects.toThrow()
    expect(await everything()).toEqual(before)
  })

  test('an entry that fits moves the balances, whoever writes it', async () => {
    const balance = async () => (await accountOf(await t.as('resident-li'))).balance
    const before = await balance()
    await insert({ points: 5 })
    expect(await balance()).toBe(before + 5)
    sequence += 1
  })
})
