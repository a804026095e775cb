import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrate } from '../../server/storage/migrate'
import { openStore } from '../../server/storage/open-store'
import { seedDemo } from '../../server/storage/seed/seed-demo'
import { createDatabase, dropDatabase, postgresServer } from './postgres-databases'

declare module 'vitest' {
  interface ProvidedContext {
    /** A migrated database with the demo city in it, to be copied by each test that wants one. */
    template: string
  }
}

/** Fills the demo city once a run; tests start from a copy, which takes milliseconds. */
export default async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'linli-template-'))
  const isPostgres = project.config.env.LINLI_TEST_DIALECT === 'postgres'
  if (isPostgres && !process.env.LINLI_TEST_POSTGRES)
    throw new Error('LINLI_TEST_POSTGRES must name a PostgreSQL server')
  const url = isPostgres ? await createDatabase(postgresServer()) : `file:${join(folder, 'template.db')}`
  await migrate(url)
  const store = await openStore(url)
  await seedDemo(store, { extent: 'people', now: new Date('2026-11-20T01:00:00.000Z'), dataDir: folder })
  await store.close()
  project.provide('template', url)
  return async () => {
    if (isPostgres) await dropDatabase(url)
    rmSync(folder, { recursive: true, force: true })
  }
}
