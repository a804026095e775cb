import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { strFromU8, unzipSync } from 'fflate'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildTestApp, type Client, type TestApp } from '../../support/build-test-app'
import { gridOf } from '../feed/speak'
import { type Canaries, plantCanaries } from './canaries'
import { columnsWith } from './database-scan'
import { listTextColumns } from './schema-columns'
import { TEXT_COLUMNS } from './text-columns'

const VALUES_MIN = 1_000

let t: TestApp
let person: Client
let neighbour: Client
let canaries: Canaries
const logged: string[] = []
beforeAll(async () => {
  const logStream = new Writable({
    write(chunk, _encoding, done) {
      logged.push(String(chunk))
      done()
    },
  })
  t = await buildTestApp({ env: { LINLI_LOG_LEVEL: 'trace' }, logStream })
  person = await t.as('resident-0101')
  neighbour = await t.as('resident-0103')
  canaries = await plantCanaries(t, person, neighbour)
})
afterAll(() => t.close())

test('every column of text is thought of', () => {
  expect(Object.keys(TEXT_COLUMNS).sort()).toEqual(listTextColumns().sort())
})

/** The files of the data folder that hold a text. */
function filesWith(text: string): string[] {
  const { dataDir } = t.deps.config
  const files = readdirSync(dataDir, { recursive: true })
    .map(String)
    .filter((file) => statSync(join(dataDir, file)).isFile())
  return files.filter((file) => readFileSync(join(dataDir, file)).includes(text)).sort()
}

/** The tables and indexes of a PostgreSQL that hold a text anywhere in their files. */
async function relationsWith(text: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: t.deps.config.databaseUrl })
  await client.connect()
  try {
    await client.query('VACUUM FULL')
    await client.query('CHECKPOINT')
    const { rows } = await client.query<{ name: string }>(
      `SELECT c."relname" AS "name" FROM "pg_class" c WHERE c."relkind" IN ('r', 'i', 't') AND pg_relation_filepath(c.oid) LIKE 'base/%'
         AND position($1::bytea IN pg_read_binary_file(pg_relation_filepath(c.oid))) > 0`,
      [Buffer.from(text)],
    )
    return rows.map(({ name }) => name).sort()
  } finally {
    await client.end()
  }
}

describe('a thousand marked values', () => {
  test('are planted in every column that may hold words of a person', async () => {
    expect(canaries.planted.length).toBeGreaterThanOrEqual(VALUES_MIN)
    const personal = Object.entries(TEXT_COLUMNS).filter(([, rule]) => rule === 'person' || rule === 'shared')
    expect(await columnsWith(t, canaries.prefix)).toEqual(personal.map(([column]) => column).sort())
    if (t.deps.store.dialect === 'sqlite') expect(filesWith(canaries.prefix)).toContain('linli.db-wal')
    else expect(await relationsWith(canaries.prefix)).toContain('Post')
  })

  test('are all in what the person is given of their data', async () => {
    const archive = unzipSync((await person.get('/api/v1/me/export')).body)
    const text = Object.values(archive)
      .map((bytes) => strFromU8(bytes))
      .join('\n')
    const missing = canaries.planted.filter(({ value, isGivenToPerson }) => isGivenToPerson && !text.includes(value))
    expect([...new Set(missing.map(({ column }) => column))]).toEqual([])
    const ofOthers = canaries.planted.filter(({ value, isGivenToPerson }) => !isGivenToPerson && text.includes(value))
    expect(ofOthers).toEqual([])
  })

  test('are found by whoever searches for one, as long as it is there', async () => {
    const post = canaries.planted.find(({ column }) => column === 'Post.text')?.value ?? ''
    const hits = await neighbour.get(`/api/v1/places/${gridOf(t)}/search?q=${post}`)
    expect(hits.body.items).toHaveLength(1)
  })

  test('are nowhere once the person is erased: no table, no file, no page that is free, no search, no log', async () => {
    expect((await person.del('/api/v1/me')).status).toBe(204)
    expect(await columnsWith(t, canaries.prefix)).toEqual([])
    if (t.deps.store.dialect === 'sqlite') expect(filesWith(canaries.prefix)).toEqual([])
    else expect(await relationsWith(canaries.prefix)).toEqual([])
    const hits = await neighbour.get(`/api/v1/places/${gridOf(t)}/search?q=${canaries.prefix}`)
    expect(hits).toMatchObject({ status: 200, body: { items: [] } })
    const feed = await neighbour.get(`/api/v1/places/${gridOf(t)}/feed`)
    expect(JSON.stringify(feed.body)).not.toContain(canaries.prefix)
    t.app.log.warn('the log is listened to')
    expect(logged.join('')).toContain('the log is listened to')
    expect(logged.join('')).not.toContain(canaries.prefix)
  })
})
