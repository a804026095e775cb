import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runLinli } from '../support/run-linli'
import { startServerProcess } from '../support/server-process'

const dataDir = mkdtempSync(join(tmpdir(), 'linli-verify-'))
const env = { NODE_ENV: 'test', LINLI_DEMO: '1', LINLI_DATA_DIR: dataDir, DATABASE_URL: '' }
const file = join(dataDir, 'linli.db')
const headsFile = join(dataDir, 'heads.json')
let heads: { items: { date: string }[] }

/** The demo city with its life, whose days the job seals at the start. */
beforeAll(async () => {
  const server = await startServerProcess({ dataDir, env: { LINLI_DEMO_EXTENT: 'life' } })
  for (let tries = 0; tries < 200; tries += 1) {
    heads = (await (await fetch(`${server.address}/api/v1/ledger/heads?limit=50`)).json()) as typeof heads
    if (heads.items.length >= 30) break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  await server.stop()
  writeFileSync(headsFile, JSON.stringify(heads))
})
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

describe('linli verify-ledger', () => {
  test('counts the demo’s ledgers anew, prints one JSON document and exits 0', async () => {
    for (const args of [[], [file], ['--heads', headsFile], [file, '--heads', headsFile]]) {
      const answer = await runLinli(['verify-ledger', ...args], env)
      expect(answer).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(/^\{.*\}\n$/) })
      const publishedHeads = args.includes('--heads') ? heads.items.length : 0
      expect(JSON.parse(answer.stdout)).toMatchObject({
        communities: 2,
        sum: 0,
        publishedHeads,
        publicKeys: [expect.any(String)],
      })
    }
  })

  test('names the first entry that does not fit on standard error, and exits 1', async () => {
    const database = new Database(file)
    const triggers = database
      .prepare(`SELECT "name", "sql" FROM "sqlite_master" WHERE "type" = 'trigger' AND "tbl_name" = 'Transfer'`)
      .all() as { name: string; sql: string }[]
    for (const { name } of triggers) database.exec(`DROP TRIGGER "${name}"`)
    const { id } = database.prepare('SELECT "id" FROM "Transfer" WHERE "sequence" = 5').get() as { id: string }
    database.exec('UPDATE "Transfer" SET "points" = "points" + 1 WHERE "sequence" = 5')
    database.close()
    const answer = await runLinli(['verify-ledger', file], env)
    expect(answer).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining(`entry 5 (transfer ${id})`) })
    expect(answer.stderr).not.toMatch(/^\s+at /m)
  })

  test.each<[what: string, args: string[], sentence: RegExp]>([
    ['a database that is not there', ['missing.db'], /^There is no database missing\.db\.\n$/],
    ['a file that is no database', [headsFile], /cannot be read|not of this version/],
    ['heads that are not there', ['--heads', 'missing.json'], /^missing\.json is no list of heads/],
    ['too many words', ['a', 'b'], /is too much/],
  ])('%s', async (_, args, sentence) => {
    const answer = await runLinli(['verify-ledger', ...args], env)
    expect(answer).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(sentence) })
  })
})
