import { copyFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { migrate } from '../../server/storage/migrate'
import { createDatabase, dropDatabase, postgresServer } from './postgres-databases'

export interface TestDatabase {
  url: string
  /** A data folder of its own. */
  folder: string
  drop(): Promise<void>
}

/**
 * A real, migrated database for one test: a SQLite file, or a PostgreSQL database. `demo` starts from a copy of the demo city, `empty` has no
 * row in it; another database is copied with its folder, while nobody is connected to it.
 */
export async function makeTestDatabase(content: 'demo' | 'empty' | TestDatabase = 'demo'): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'linli-test-'))
  const isCopy = typeof content === 'object'
  if (isCopy) cpSync(content.folder, folder, { recursive: true })
  const url =
    process.env.LINLI_TEST_DIALECT !== 'postgres'
      ? await makeSqlite(content, folder)
      : isCopy
        ? await createDatabase(postgresServer(), content.url)
        : await makePostgres(content)
  return {
    url,
    folder,
    drop: async () => {
      if (url.startsWith('postgres')) await dropDatabase(url)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function makePostgres(content: 'demo' | 'empty'): Promise<string> {
  if (content === 'demo') return createDatabase(postgresServer(), inject('template'))
  const url = await createDatabase(postgresServer())
  await migrate(url)
  return url
}

async function makeSqlite(content: 'demo' | 'empty' | TestDatabase, folder: string): Promise<string> {
  const file = join(folder, 'linli.db')
  if (content === 'demo') copyFileSync(inject('template').slice('file:'.length), file)
  if (content === 'empty') await migrate(`file:${file}`)
  return `file:${file}`
}
