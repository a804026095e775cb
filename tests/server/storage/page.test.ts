import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore } from '../../../server/storage/open-store'
import type { Store } from '../../../server/storage/store'
import { makeTestDatabase, type TestDatabase } from '../../support/test-database'

let database: TestDatabase
let store: Store
beforeAll(async () => {
  database = await makeTestDatabase('empty')
  store = await openStore(database.url)
  await store.write(async (tx) => {
    const at = new Date('2026-11-20T01:02:03.456Z')
    const texts = ['quotes " \' and \\', 'a line\nand another', '桂花 🏡 <b>', '{"json": [1]}', '']
    for (const [i, displayName] of texts.entries()) {
      const id = `019a0000-0000-7000-8000-00000000000${i}`
      await tx.prisma.person.create({
        data: { id, displayName, elderMode: i % 2 === 1, createdAt: at, erasedAt: i === 2 ? at : null },
      })
    }
  })
})
afterAll(async () => {
  await store.close()
  await database.drop()
})

const TEXT = `SELECT p."id", p."displayName" AS "name", p."createdAt", p."erasedAt", LENGTH(p."displayName") AS "length"
  FROM "Person" p WHERE p."id" IN (?) AND p."createdAt" > ? ORDER BY p."displayName" DESC LIMIT ?`

test('a page is the rows that all() gives, in their order', async () => {
  const ids = Array.from({ length: 5 }, (_, i) => `019a0000-0000-7000-8000-00000000000${i}`)
  for (const limit of [5, 3, 0]) {
    const params = [ids, new Date(0), limit]
    const page = await store.read.sql.page(TEXT, params)
    expect(page).toEqual(await store.read.sql.all(TEXT, params))
    expect(page).toHaveLength(limit)
  }
  expect(await store.read.sql.page(TEXT, [[], new Date(0), 5])).toEqual([])
})

test('within a write it sees what was written there', async () => {
  const ids = ['019a0000-0000-7000-8000-000000000000']
  const names = await store.write(async (tx) => {
    await tx.prisma.person.updateMany({ where: { id: { in: ids } }, data: { displayName: '新名字' } })
    return tx.sql.page<{ name: string }>(TEXT, [ids, new Date(0), 5])
  })
  expect(names).toMatchObject([{ name: '新名字' }])
})
