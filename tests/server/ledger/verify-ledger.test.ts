import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { awardPoints, LedgerFault, sealDaysUntil, verifyLedgers } from '../../../server/features/ledger'
import { dayOf } from '../../../server/kernel/shanghai'
import { SeededRandom } from '../../../server/storage/seed/random'
import type { SqlValue, Tx } from '../../../server/storage/store'
import { buildTestApp, newId, type TestApp } from '../../support/build-test-app'
import { accountOf, type Books, fund, openBooks, transfer } from './points'

let t: TestApp
let books: Books
// biome-ignore lint/suspicious/noExplicitAny: as they are published
let published: any[]
beforeAll(async () => {
  t = await buildTestApp()
  books = await openBooks(t, 5_000)
  await liveSomeDays()
  published = (await t.stranger.get('/api/v1/ledger/heads?limit=50')).body.items
})
afterAll(() => t.close())

/** Some of everything: grants, awards, reversals, redemptions, on three days that are sealed. */
async function liveSomeDays(): Promise<void> {
  const people = await Promise.all(['resident-li', 'resident-zhou', 'resident-0001'].map((code) => t.as(code)))
  const rewardId = newId()
  await books.secretary.put(`/api/v1/rewards/${rewardId}`, {
    placeId: books.community,
    title: '毛巾',
    points: 5,
    stock: 50,
  })
  for (let day = 0; day < 3; day += 1) {
    for (const person of people) {
      const accountId = await fund(books, person, 30 + day)
      const { body } = await transfer(books.secretary, books.budget, accountId, 7)
      if (day === 1) await transfer(books.secretary, accountId, books.budget, 7, { reversesId: body.id })
      const id = newId()
      await person.put(`/api/v1/redemptions/${id}`, { rewardId })
      if (day === 2) await person.post(`/api/v1/redemptions/${id}/actions`, { id: newId(), action: 'cancel' })
      const award = { id: newId(), communityId: books.community, personId: person.personId, points: 11, reason: '帮厨' }
      const more = { ruleCode: 'volunteer_hours' as const, createdById: null, createdAt: t.clock.now() }
      await t.deps.store.write((tx) => awardPoints(tx, { ...award, ...more }))
    }
    t.clock.advance({ days: 1 })
  }
  const yesterday = dayOf(new Date(t.clock.now().getTime() - 86_400_000))
  await sealDaysUntil(t.deps.store, t.deps.secrets.ledgerKey, yesterday)
  await fund(books, people[0] ?? books.secretary, 3)
}

const verify = () => verifyLedgers(t.deps.store.read, published)

test('what was written is what is there', async () => {
  expect(await verify()).toMatchObject({
    transfers: expect.any(Number),
    heads: published.length,
    publishedHeads: published.length,
    sum: 0,
    publicKeys: [t.deps.secrets.ledgerKey.publicKey],
  })
  expect((await verify()).transfers).toBeGreaterThan(35)
})

/** The operator of the database, who can take its triggers away. */
async function asOperator(work: (tx: Tx) => Promise<void>): Promise<void> {
  await t.deps.store.write(async (tx) => {
    const triggers = await takeTriggersAway(tx)
    await work(tx)
    await putBack(tx, triggers)
  })
}

/** PostgreSQL lets them sleep until the transaction ends; SQLite has them dropped. */
async function takeTriggersAway({ sql }: Tx): Promise<string[]> {
  if (sql.dialect === 'postgres') {
    await sql.run('SET LOCAL session_replication_role = replica')
    return []
  }
  const triggers = await sql.all<{ name: string; sql: string }>(
    `SELECT "name", "sql" FROM "sqlite_master" WHERE "type" = 'trigger'`,
  )
  for (const { name } of triggers) await sql.run(`DROP TRIGGER "${name}"`)
  return triggers.map((trigger) => trigger.sql)
}

async function putBack({ sql }: Tx, triggers: string[]): Promise<void> {
  for (const trigger of triggers) await sql.run(trigger)
}

/** Tables of the ledger, the keys of their rows and the columns that are nothing but bookkeeping of the test. */
const TABLES: Record<string, string[]> = {
  Transfer: ['communityId', 'sequence'],
  TransferReason: ['communityId', 'transferId'],
  Account: ['communityId', 'id'],
  EarnedInWeek: ['communityId', 'accountId', 'ruleCode', 'week'],
  LedgerHead: ['communityId', 'date'],
  LedgerNode: ['communityId', 'level', 'position'],
  Ledger: ['communityId'],
  PointsRule: ['communityId', 'code', 'version'],
}

type Row = Record<string, string | number | null>

/** Rows of which any byte must count: accounts that no transfer touches and rules by which nothing was earned hold nothing. */
async function ledgerRows(table: string): Promise<Row[]> {
  const used: Record<string, string> = {
    Account: `WHERE "id" IN (SELECT "debitAccountId" FROM "Transfer" UNION SELECT "creditAccountId" FROM "Transfer")`,
    PointsRule: `WHERE EXISTS (SELECT 1 FROM "Transfer" t WHERE t."communityId" = "PointsRule"."communityId" AND t."ruleCode" = "code" AND t."ruleVersion" = "version")`,
  }
  const { sql } = t.deps.store.read
  return sql.all<Row>(`SELECT * FROM "${table}" ${used[table] ?? ''} ORDER BY 1, 2`)
}

/** Turns over one bit of one byte of a value; null where the value has no bytes. */
function flip(value: string | number | null, random: SeededRandom): string | number | null {
  if (value === null) return null
  if (typeof value === 'number') return value + (random.next() < 0.5 ? 1 : -1) * 2 ** random.between(0, 20)
  const bytes = Buffer.from(value, 'utf8')
  if (bytes.length === 0) return null
  const at = random.between(0, bytes.length)
  bytes[at] = (bytes[at] ?? 0) ^ (1 << random.between(0, 7))
  const flipped = bytes.toString('utf8').replaceAll('\0', '\u0001')
  return flipped === value ? null : flipped
}

/** PostgreSQL holds a column to its type, and each look takes longer there. */
const FLIPS = Number(process.env.LINLI_LEDGER_FLIPS ?? (process.env.LINLI_TEST_DIALECT === 'postgres' ? 100 : 1_000))

describe('flipping any byte of any row of the ledger', () => {
  test(`is found against the published heads, ${FLIPS} times of ${FLIPS}`, async () => {
    const random = new SeededRandom(20_261_120)
    const rows = new Map<string, Row[]>()
    for (const table of Object.keys(TABLES)) rows.set(table, await ledgerRows(table))
    const unfound: string[] = []
    const triggers = await t.deps.store.write(takeTriggersAway)
    let stood = 0
    while (stood < FLIPS) {
      const table = random.pick(Object.keys(TABLES))
      const row = random.pick(rows.get(table) ?? [])
      const column = random.pick(Object.keys(row))
      const before = row[column] ?? null
      const after = flip(before, random)
      // To PostgreSQL an id is a number, whatever the case of its letters.
      const isSameId = t.deps.store.dialect === 'postgres' && String(after).toLowerCase() === before
      if (after === null || isSameId) continue
      const outcome = await change(table, row, column, after)
      if (outcome === 'refused') continue
      stood += 1
      if (outcome === 'unfound') unfound.push(`${table}.${column} ${before} → ${after}`)
    }
    await t.deps.store.write((tx) => putBack(tx, triggers))
    expect(unfound).toEqual([])
    await verify()
  }, 240_000)

  /** Changes one value, looks, and undoes it. What no CHECK and no type of a column lets in cannot stand there: `refused`. */
  async function change(
    table: string,
    row: Row,
    column: string,
    value: string | number | null,
  ): Promise<'found' | 'unfound' | 'refused'> {
    const keys = TABLES[table] ?? []
    const isTime = (name: string) => ['createdAt', 'openedAt'].includes(name)
    const bind = (name: string, of: string | number | null): SqlValue =>
      isTime(name) && typeof of === 'number' ? new Date(of) : of
    let outcome: 'found' | 'unfound' | 'refused' = 'refused'
    const looked = t.deps.store.write(async (tx) => {
      outcome = 'refused'
      if (tx.sql.dialect === 'postgres') await takeTriggersAway(tx)
      const changed = await tx.sql.run(
        `UPDATE "${table}" SET "${column}" = ? WHERE ${keys.map((key) => `"${key}" = ?`).join(' AND ')}`,
        [bind(column, value), ...keys.map((key) => bind(key, row[key] ?? null))],
      )
      if (changed !== 1) throw new Error('the row was not found')
      outcome = await verifyLedgers(tx, published).then(
        () => 'unfound' as const,
        (error) => (error instanceof LedgerFault ? 'found' : 'unfound'),
      )
      throw new Error('undone')
    })
    await looked.catch((error: Error) => {
      if (error.message === 'the row was not found') throw error
    })
    return outcome
  }
})

describe('what an operator could do, and what it is called', () => {
  /** Does it, looks, and undoes it. */
  const faultAfter = async (texts: [string, SqlValue[]][], heads = published) => {
    let fault: unknown = null
    await asOperator(async (tx) => {
      for (const [text, params] of texts) await tx.sql.run(text, params)
      fault = await verifyLedgers(tx, heads).then(
        () => null,
        (error) => error,
      )
      throw new Error('undone')
    }).catch((error: Error) => {
      if (error.message !== 'undone') throw error
    })
    return fault instanceof LedgerFault ? fault.message : String(fault)
  }
  const community = () => books.community

  test('the first entry that does not fit is named', async () => {
    const [row] = await t.deps.store.read.sql.all<{ id: string }>(
      'SELECT "id" FROM "Transfer" WHERE "communityId" = ? AND "sequence" = 9',
      [community()],
    )
    const said = await faultAfter([
      [
        'UPDATE "Transfer" SET "points" = "points" + 1 WHERE "communityId" = ? AND "sequence" IN (9, 12)',
        [community()],
      ],
    ])
    expect(said).toContain(community())
    expect(said).toContain(`entry 9 (transfer ${row?.id})`)
  })

  test('an entry that was taken out', async () => {
    expect(
      await faultAfter([['DELETE FROM "Transfer" WHERE "communityId" = ? AND "sequence" = 9', [community()]]]),
    ).toContain('entry 9: it is missing')
  })

  test('the newest entries, and their head, taken away with the counter', async () => {
    const [oldest] = published.filter(({ placeId }) => placeId === community()).slice(-1)
    const texts: [string, SqlValue[]][] = [
      ['DELETE FROM "LedgerHead" WHERE "communityId" = ? AND "date" > ?', [community(), oldest.date]],
    ]
    expect(await faultAfter(texts)).toMatch(/published head of .* is not in the database|the tree has/)
    expect(await faultAfter(texts, [])).toContain('the tree has')
  })

  test('an account that was given something', async () => {
    const { accountId } = await accountOf(await t.as('resident-li'))
    expect(
      await faultAfter([['UPDATE "Account" SET "balance" = "balance" + 5 WHERE "id" = ?', [accountId]]]),
    ).toContain(`account ${accountId} says`)
  })

  test('a reason that reads otherwise, but not one that was forgotten', async () => {
    expect(
      await faultAfter([[`UPDATE "TransferReason" SET "words" = '别的' WHERE "communityId" = ?`, [community()]]]),
    ).toContain('its reason is not what was written')
    expect(await faultAfter([['DELETE FROM "TransferReason" WHERE "communityId" = ?', [community()]]])).toBe('null')
  })

  test('a head signed by another key is found by whoever kept the heads', async () => {
    const { generateKeyPairSync, sign } = await import('node:crypto')
    const { writeHead } = await import('../../../src/proof/ledger-head')
    const { publicKey, privateKey } = generateKeyPairSync('ed25519')
    const key = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64')
    const texts = published
      .filter(({ placeId }) => placeId === community())
      .map((head): [string, SqlValue[]] => [
        'UPDATE "LedgerHead" SET "publicKey" = ?, "signature" = ? WHERE "communityId" = ? AND "date" = ?',
        [key, sign(null, Buffer.from(writeHead(head)), privateKey).toString('base64'), community(), head.date],
      ])
    expect(await faultAfter(texts, [])).toBe('null')
    expect(await faultAfter(texts)).toContain('was signed by another key')
  })
})
