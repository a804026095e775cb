import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Problem } from '../../../server/kernel/problem'
import { openStore } from '../../../server/storage/open-store'
import type { Store, Tx } from '../../../server/storage/store'
import { makeTestDatabase, type TestDatabase } from '../../support/test-database'

const AT = new Date('2026-11-20T01:00:00.000Z')
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

let database: TestDatabase
let store: Store
beforeEach(async () => {
  database = await makeTestDatabase('empty')
  store = await openStore(database.url)
})
afterEach(async () => {
  await store.close()
  await database.drop()
})

const put = (tx: Tx, key: string, value = '1') => tx.prisma.setting.create({ data: { key, value, updatedAt: AT } })
const keys = async () => (await store.read.prisma.setting.findMany({ orderBy: { key: 'asc' } })).map(({ key }) => key)

describe('no request sees or undoes the unfinished work of another', () => {
  test('a write acknowledged while another fails is there afterwards, and what failed is not', async () => {
    const failing = store.write(async (tx) => {
      await put(tx, 'a')
      await pause(60)
      throw new Error('a fails')
    })
    await pause(15)
    const acknowledged = store.write((tx) => put(tx, 'b'))
    await expect(failing).rejects.toThrow('a fails')
    await acknowledged
    expect(await keys()).toEqual(['b'])
  })

  test('nobody reads what is not committed', async () => {
    const writing = store.write(async (tx) => {
      await put(tx, 'a')
      await pause(60)
    })
    await pause(30)
    expect(await keys()).toEqual([])
    await writing
    expect(await keys()).toEqual(['a'])
  })

  test('of many writes of one moment, those that fail are undone alone', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 60 }, (_, index) =>
        store.write(async (tx) => {
          await put(tx, `n${String(index).padStart(2, '0')}`)
          if (index % 3 === 0) throw new Problem('wrong_state')
        }),
      ),
    )
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(20)
    expect(await keys()).toEqual(
      Array.from({ length: 60 }, (_, i) => i)
        .filter((i) => i % 3 !== 0)
        .map((i) => `n${String(i).padStart(2, '0')}`),
    )
  })

  test("Prisma's own batches are part of the job: a later failure undoes them", async () => {
    const data = Array.from({ length: 900 }, (_, index) => ({ key: `k${index}`, value: '', updatedAt: AT }))
    const failing = store.write(async (tx) => {
      await tx.prisma.setting.createMany({ data })
      throw new Error('too late')
    })
    await expect(failing).rejects.toThrow('too late')
    expect(await store.read.prisma.setting.count()).toBe(0)
    await store.write((tx) => tx.prisma.setting.createMany({ data }))
    expect(await store.read.prisma.setting.count()).toBe(900)
  })

  test('300 increments at once add up', async () => {
    await store.write((tx) => put(tx, 'count', '0'))
    const increment = (tx: Tx) =>
      tx.sql.run(`UPDATE "Setting" SET "value" = CAST(CAST("value" AS INTEGER) + 1 AS TEXT) WHERE "key" = 'count'`)
    await Promise.all(Array.from({ length: 300 }, () => store.write(increment)))
    expect((await store.read.prisma.setting.findUniqueOrThrow({ where: { key: 'count' } })).value).toBe('300')
  })

  test('two who create the same key at once: the second finds what the first made', async () => {
    const findOrMake = async (tx: Tx) => {
      if (await tx.prisma.setting.findUnique({ where: { key: 'one' } })) return 'found'
      await put(tx, 'one')
      return 'made'
    }
    const outcomes = await Promise.all(Array.from({ length: 40 }, () => store.write(findOrMake)))
    expect(outcomes.filter((outcome) => outcome === 'made')).toHaveLength(1)
  })

  test('a reader cannot write', async () => {
    if (store.dialect === 'sqlite')
      await expect(store.read.sql.run('DELETE FROM "Setting"')).rejects.toThrow(/readonly/)
    expect(Object.keys(store.read)).not.toContain('write')
  })
})

describe('one SQL text for both databases', () => {
  test('lists expand, times bind as instants and come back as milliseconds, counts are numbers', async () => {
    await store.write(async (tx) => {
      for (const key of ['a', 'b', 'c']) await put(tx, key)
    })
    const rows = await store.read.sql.all<{ key: string; updatedAt: number }>(
      'SELECT "key", "updatedAt" FROM "Setting" WHERE "key" IN (?) AND "updatedAt" <= ? ORDER BY "key"',
      [['a', 'c', 'x'], AT],
    )
    expect(rows).toEqual([
      { key: 'a', updatedAt: AT.getTime() },
      { key: 'c', updatedAt: AT.getTime() },
    ])
    expect(await store.read.sql.get('SELECT COUNT(*) AS "n" FROM "Setting" WHERE "key" IN (?)', [[]])).toEqual({ n: 0 })
  })
})
