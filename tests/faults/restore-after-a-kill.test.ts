import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, expect, test } from 'vitest'
import { runLinli } from '../support/run-linli'
import { type ServerProcess, startServerProcess } from '../support/server-process'

const folder = mkdtempSync(join(tmpdir(), 'linli-restore-'))
let server: ServerProcess | undefined
afterEach(async () => {
  await server?.kill()
  rmSync(folder, { recursive: true, force: true })
})

test('kill -9, the database taken away, restore: what SQLite left beside it is named, and with that away all is well', async () => {
  const dataDir = join(folder, 'data')
  const env = { NODE_ENV: 'test', LINLI_DEMO: '1', LINLI_DATA_DIR: dataDir, DATABASE_URL: '' }
  server = await startServerProcess({ dataDir })
  const file = join(folder, 'backup.tar')
  expect((await runLinli(['backup', file], env)).code).toBe(0)
  await server.signIn('resident-0001')
  await server.kill()
  const database = join(dataDir, 'linli.db')
  expect(existsSync(`${database}-wal`)).toBe(true)
  rmSync(database)

  const refused = await runLinli(['restore', file], env)
  expect(refused).toMatchObject({
    code: 1,
    stdout: '',
    stderr: `There is a database already, "${database}-wal": restore only into an empty place.\n`,
  })
  expect(existsSync(database)).toBe(false)

  for (const end of ['-wal', '-shm'])
    if (existsSync(`${database}${end}`)) renameSync(`${database}${end}`, join(folder, `old${end}`))
  expect(await runLinli(['restore', file], env)).toMatchObject({ code: 0 })
  const restored = new Database(database)
  expect(restored.pragma('integrity_check', { simple: true })).toBe('ok')
  restored.close()
  server = await startServerProcess({ dataDir })
  expect(await server.signIn('resident-0001')).toBeTruthy()
})
