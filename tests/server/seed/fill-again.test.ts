import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore } from '../../../server/storage/open-store'
import { seedDemo } from '../../../server/storage/seed/seed-demo'
import type { Store } from '../../../server/storage/store'
import { makeTestDatabase, type TestDatabase } from '../../support/test-database'

const NOW = new Date('2026-11-20T07:30:00.000Z')
const HOUR_MS = 3_600_000

let database: TestDatabase
let store: Store
const options = () => ({ extent: 'life' as const, now: NOW, dataDir: database.folder })

beforeAll(async () => {
  database = await makeTestDatabase('empty')
  store = await openStore(database.url)
  expect(await seedDemo(store, options())).toBe('filled')
}, 240_000)
afterAll(async () => {
  await store.close()
  await database.drop()
})

const count = async (from: string) =>
  (await store.read.sql.get<{ n: number }>(`SELECT COUNT(*) AS "n" FROM ${from}`))?.n

describe('filling again', () => {
  const TABLES = [
    'Place',
    'Household',
    'Person',
    'Membership',
    'Post',
    'Comment',
    'PostLike',
    'Image',
    'Notice',
    'NoticeReceipt',
    'Notification',
    'Report',
  ]
  const counts = async () =>
    Object.fromEntries(await Promise.all(TABLES.map(async (table) => [table, await count(`"${table}"`)])))

  test('a second call does nothing', async () => {
    expect(await seedDemo(store, options())).toBe('already_there')
  })

  test('one that was cut short ends up whole, and nothing is there twice', async () => {
    const before = await counts()
    const { id } =
      (await store.read.sql.get<{ id: string }>(`SELECT "id" FROM "Post" LIMIT 1`)) ?? expect.unreachable('a post')
    await store.write(async (tx) => {
      await tx.sql.run(`DELETE FROM "Setting" WHERE "key" = 'demo-filled'`)
      await tx.sql.run(`DELETE FROM "Post" WHERE "id" = ?`, [id])
      await tx.sql.run(`DELETE FROM "Image" WHERE "id" = (SELECT "id" FROM "Image" ORDER BY "id" LIMIT 1)`)
      await tx.sql.run(`DELETE FROM "NoticeReceipt"`)
      await tx.sql.run(`DELETE FROM "Notification"`)
    })
    // Hours later: what is there bears the time of the first try, and so must the rest.
    const later = { ...options(), now: new Date(NOW.getTime() + 5 * HOUR_MS) }
    expect(await seedDemo(store, later)).toBe('filled')
    expect(await counts()).toEqual(before)
  }, 240_000)

  test('a city that was filled with people alone is given its life later, and is then whole', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'linli-later-'))
    const database = await makeTestDatabase('demo')
    const later = await openStore(database.url)
    const at = { now: NOW, dataDir: folder }
    expect(await seedDemo(later, { extent: 'people', ...at })).toBe('already_there')
    expect(await seedDemo(later, { extent: 'life', ...at })).toBe('filled')
    expect(await seedDemo(later, { extent: 'life', ...at })).toBe('already_there')
    const posts = await later.read.sql.get<{ count: number }>('SELECT COUNT(*) AS "count" FROM "Post"')
    expect(posts?.count).toBe(await count('"Post"'))
    await later.close()
    await database.drop()
    rmSync(folder, { recursive: true })
  }, 240_000)

  test('with people alone there is no life, and no folder of pictures', async () => {
    const empty = await makeTestDatabase('empty')
    const people = await openStore(empty.url)
    const dataDir = mkdtempSync(join(tmpdir(), 'linli-people-'))
    expect(await seedDemo(people, { extent: 'people', now: NOW, dataDir })).toBe('filled')
    expect(await people.read.sql.all(`SELECT "id" FROM "Post"`)).toEqual([])
    expect(await people.read.sql.get(`SELECT "id" FROM "Membership" LIMIT 1`)).toBeDefined()
    expect(readdirSync(dataDir)).toEqual([])
    await people.close()
    await empty.drop()
    rmSync(dataDir, { recursive: true })
  }, 240_000)
})
