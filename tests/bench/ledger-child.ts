import Database from 'better-sqlite3'
import { v7 } from 'uuid'
import { readConfig } from '../../server/config'
import { appendTransfers, type NewTransfer, openAccount } from '../../server/features/ledger'
import { bookTogether } from '../../server/features/ledger/transfer-queue'
import { makeDeps } from '../../server/main'
import { migrate } from '../../server/storage/migrate'
import type { LedgerCommand } from './ledger'
import type { Round } from './measure'

// Ours, and on SQLite what somebody writes by hand, in one process and on one file.
const [url = '', dataDir = ''] = process.argv.slice(2)
await migrate(url)
const config = readConfig({
  NODE_ENV: 'production',
  LINLI_DATA_DIR: dataDir,
  DATABASE_URL: url,
  LINLI_SECRET: 'a secret that is only for benchmarks, and long enough',
})
const deps = await makeDeps(config)

const ACCOUNTS = 2_000
const HOT = 20
const START_POINTS = 1_000_000
const communityId = v7()
const accounts = await openAccounts()

/** A community whose residents all have points; the budget stands for the first of them. */
async function openAccounts(): Promise<string[]> {
  const now = new Date()
  const { store } = deps
  const ids: string[] = []
  await store.write((tx) =>
    tx.sql.run(
      `INSERT INTO "Place" ("id", "kind", "communityId", "name", "path") VALUES (?, 'community', ?, '社区', ?)`,
      [communityId, communityId, `${communityId}/`],
    ),
  )
  for (let start = 0; start < ACCOUNTS; start += 200) {
    await store.write(async (tx) => {
      const budget = await openAccount(tx, { communityId, kind: 'budget', ownerId: communityId }, now)
      const issuance = await openAccount(tx, { communityId, kind: 'issuance', ownerId: communityId }, now)
      for (let index = 0; index < 200; index += 1) {
        const account = await openAccount(tx, { communityId, kind: 'resident', ownerId: v7() }, now)
        ids.push(account.id)
      }
      const fill = ids
        .slice(start)
        .flatMap((id) => [
          transferOf(issuance.id, budget.id, START_POINTS, 'issue'),
          transferOf(budget.id, id, START_POINTS, 'grant'),
        ])
      const outcomes = await appendTransfers(tx, fill)
      if (outcomes.some(({ outcome }) => outcome !== 'created')) throw new Error('the accounts were not filled')
    })
  }
  return ids
}

function transferOf(
  debitAccountId: string,
  creditAccountId: string,
  points: number,
  kind: NewTransfer['kind'],
): NewTransfer {
  const sides = { communityId, debitAccountId, creditAccountId, points, kind }
  const more = { ruleCode: null, atCap: 'refuse' as const, reversesId: null, reason: null, createdById: null }
  return { id: v7(), ...sides, ...more, createdAt: new Date(), requestHash: 'y'.repeat(43) }
}

/** From one account to another, as far apart as there are, or from all the others to the first. `redeem` goes between any two for the ledger itself. */
function pairOf(spread: LedgerCommand['spread'], index: number): [from: string, to: string] {
  if (spread === 'one') return [accounts[1 + (index % (ACCOUNTS - 1))] ?? '', accounts[0] ?? '']
  const among = spread === 'spread' ? ACCOUNTS : HOT
  const from = index % among
  const to = (from + 1 + (index % (among - 1))) % among
  return [accounts[from] ?? '', accounts[to === from ? (to + 1) % among : to] ?? '']
}

async function ours({ spread, clients, transfers }: LedgerCommand): Promise<void> {
  let next = 0
  const client = async () => {
    while (next < transfers) {
      const [from, to] = pairOf(spread, next++)
      const outcome = await bookTogether(deps.store, transferOf(from, to, 1, 'redeem'))
      if (outcome.outcome !== 'created') throw new Error(`a transfer was ${outcome.outcome}`)
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
}

/**
 * By hand, as one would without a ledger: a table of entries, two updates, no leaf, no sequence, no trigger; as many in one durable transaction as
 * there are clients, and once each in one of its own.
 */
function byHand(database: Database.Database) {
  const insert = database.prepare('INSERT INTO "HandTransfer" VALUES (?, ?, ?, ?, ?)')
  const debit = database.prepare('UPDATE "HandAccount" SET "balance" = "balance" - ? WHERE "id" = ? AND "balance" >= ?')
  const credit = database.prepare('UPDATE "HandAccount" SET "balance" = "balance" + ? WHERE "id" = ?')
  const [begin, commit] = [database.prepare('BEGIN IMMEDIATE'), database.prepare('COMMIT')]
  return ({ spread, transfers }: LedgerCommand, batch: number) => {
    for (let start = 0; start < transfers; start += batch) {
      begin.run()
      for (let index = start; index < Math.min(start + batch, transfers); index += 1) {
        const [from, to] = pairOf(spread, index)
        if (debit.run(1, from, 1).changes !== 1) throw new Error('not enough')
        credit.run(1, to)
        insert.run(v7(), from, to, 1, Date.now())
      }
      commit.run()
    }
  }
}

function openByHand(): Database.Database | null {
  if (!url.startsWith('file:')) return null
  const database = new Database(`${url.slice('file:'.length)}.hand`)
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'cache_size = -32768', 'mmap_size = 268435456'])
    database.pragma(pragma)
  database.exec(`DROP TABLE IF EXISTS "HandAccount"; DROP TABLE IF EXISTS "HandTransfer";
    CREATE TABLE "HandAccount" ("id" TEXT PRIMARY KEY, "balance" INTEGER NOT NULL CHECK ("balance" >= 0)) WITHOUT ROWID;
    CREATE TABLE "HandTransfer" ("id" TEXT PRIMARY KEY, "from" TEXT NOT NULL, "to" TEXT NOT NULL, "points" INTEGER NOT NULL, "at" INTEGER NOT NULL) WITHOUT ROWID`)
  const insert = database.prepare('INSERT INTO "HandAccount" VALUES (?, ?)')
  database.exec('BEGIN')
  for (const id of accounts) insert.run(id, START_POINTS)
  database.exec('COMMIT')
  return database
}

async function measure(command: LedgerCommand) {
  const database = openByHand()
  const hand = database === null ? null : byHand(database)
  const contenders: [string, () => Promise<void>][] = [['linli', () => ours(command)]]
  if (hand !== null) {
    contenders.push(['by hand, group commit', async () => hand(command, command.clients)])
    contenders.push(['by hand, one by one', async () => hand(command, 1)])
  }
  const measured = contenders.map(([contender]) => ({ contender, rounds: [] as Round[] }))
  // The first round is not counted: until then the code is not compiled.
  for (let round = 0; round <= command.rounds; round += 1) {
    for (const [index, [, run]] of contenders.entries()) {
      const before = process.cpuUsage()
      const startedAt = performance.now()
      await run()
      const perSecond = (command.transfers / (performance.now() - startedAt)) * 1_000
      const { user, system } = process.cpuUsage(before)
      const cpuMicroseconds = (user + system) / command.transfers
      if (round > 0) measured[index]?.rounds.push({ cpuMicroseconds, perCoreSecond: 1e6 / cpuMicroseconds, perSecond })
    }
  }
  database?.close()
  return measured
}

process.on('message', async (command: LedgerCommand | 'stop') => {
  if (command === 'stop') process.exit(0)
  process.send?.(await measure(command))
})
process.on('disconnect', () => process.exit(0))
process.send?.({ address: '' })
