import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { backup } from '../../../../server/cli/backup'
import { restore } from '../../../../server/cli/restore'
import { buildTestApp, type TestApp } from '../../../support/build-test-app'

const folder = mkdtempSync(join(tmpdir(), 'linli-left-over-'))
const good = join(folder, 'good.tar')
let t: TestApp

function stubPlace(dataDir: string, databaseUrl: string): void {
  vi.stubEnv('LINLI_DATA_DIR', dataDir)
  vi.stubEnv('DATABASE_URL', databaseUrl)
  vi.stubEnv('LINLI_SECRET', 'a secret that is only for tests, and long enough')
  vi.stubEnv('LINLI_DEMO', '1')
}

beforeAll(async () => {
  t = await buildTestApp()
  stubPlace(t.deps.config.dataDir, t.deps.config.databaseUrl)
  await backup(good)
})
afterEach(() => vi.unstubAllEnvs())
afterAll(async () => {
  await t.close()
  rmSync(folder, { recursive: true, force: true })
})

// SQLite plays what it finds beside a database into it, whichever database that is.
test.each(['linli.db', 'linli.db-wal', 'linli.db-shm', 'linli.db-journal'])(
  'restoring into a place in which %s was left over is refused, and leaves it there',
  async (name) => {
    const dataDir = mkdtempSync(join(folder, 'place-'))
    writeFileSync(join(dataDir, name), 'left over')
    stubPlace(dataDir, `file:${join(dataDir, 'linli.db')}`)
    await expect(restore(good)).rejects.toThrow(new RegExp(`There is a database already, ".*${name}"`))
    expect(readdirSync(dataDir)).toEqual([name])
  },
)
