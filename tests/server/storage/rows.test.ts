import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore } from '../../../server/storage/open-store'
import type { Store } from '../../../server/storage/store'
import { makeTestDatabase, type TestDatabase } from '../../support/test-database'

const AT = new Date('2026-11-20T01:02:03.456Z')
let database: TestDatabase
let store: Store
beforeAll(async () => {
  database = await makeTestDatabase('empty')
  store = await openStore(database.url)
  await store.write(async (tx) => {
    const texts = ['quotes " \' and \\', 'a line\nand another', '桂花 🏡 <b>', '{"json": [1]}', '']
    for (const [i, displayName] of texts.entries()) {
      const id = `019a0000-0000-7000-8000-00000000000${i}`
      await tx.prisma.person.create({
        data: { id, displayName, elderMode: i % 2 === 1, createdAt: AT, erasedAt: i === 2 ? AT : null },
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

test('a row is an object by the names of its columns, on either database', async () => {
  const ids = Array.from({ length: 5 }, (_, i) => `019a0000-0000-7000-8000-00000000000${i}`)
  const rows = await store.read.sql.all<{ id: string; name: string }>(TEXT, [ids, new Date(0), 3])
  expect(rows).toHaveLength(3)
  const erased = await store.read.sql.get(TEXT, [ids.slice(2, 3), new Date(0), 5])
  expect(erased).toEqual({
    id: ids[2],
    name: '桂花 🏡 <b>',
    createdAt: AT.getTime(),
    erasedAt: AT.getTime(),
    length: 8,
  })
  expect(await store.read.sql.get(TEXT, [['019a0000-0000-7000-8000-0000000000ff'], new Date(0), 5])).toBeUndefined()
  expect(await store.read.sql.all(TEXT, [[], new Date(0), 5])).toEqual([])
})

test('within a write it sees what was written there', async () => {
  const ids = ['019a0000-0000-7000-8000-000000000000']
  const names = await store.write(async (tx) => {
    await tx.prisma.person.updateMany({ where: { id: { in: ids } }, data: { displayName: '新名字' } })
    return tx.sql.all<{ name: string }>(TEXT, [ids, new Date(0), 5])
  })
  expect(names).toMatchObject([{ name: '新名字' }])
})
