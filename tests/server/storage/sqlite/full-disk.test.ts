import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore } from '../../../../server/storage/open-store'
import type { Store } from '../../../../server/storage/store'
import { makeTestDatabase, type TestDatabase } from '../../../support/test-database'

const AT = new Date('2026-11-20T01:00:00.000Z')

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

test('a full database refuses with 503, keeps what was acknowledged, and goes on when there is room', async () => {
  const limit = async (pages: number) => store.write((tx) => tx.sql.all(`PRAGMA max_page_count = ${pages}`))
  const pages = new Database(database.url.slice('file:'.length), { readonly: true }).pragma('page_count', {
    simple: true,
  }) as number
  await limit(pages + 20)
  const write = (key: string) =>
    store.write((tx) => tx.prisma.setting.create({ data: { key, value: 'x'.repeat(3_000), updatedAt: AT } }))
  const acknowledged: string[] = []
  let refusal: unknown
  for (let round = 0; round < 40 && refusal === undefined; round += 1) {
    const batch = Array.from({ length: 4 }, (_, index) => `k${round}-${index}`)
    for (const [index, outcome] of (await Promise.allSettled(batch.map(write))).entries()) {
      if (outcome.status === 'fulfilled') acknowledged.push(batch[index] ?? '')
      else refusal = outcome.reason
    }
  }
  expect(refusal).toMatchObject({ name: 'Problem', code: 'storage_unavailable' })
  const there = (await store.read.prisma.setting.findMany({ select: { key: true } })).map(({ key }) => key)
  expect(there.sort()).toEqual(acknowledged.sort())
  await limit(1_000_000)
  await write('afterwards')
  expect(await store.read.prisma.setting.count()).toBe(acknowledged.length + 1)
})
