import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { listMigrations, migrate } from '../../../../server/storage/migrate'

describe('migrations', () => {
  const newFile = () => join(mkdtempSync(join(tmpdir(), 'linli-migrate-')), 'linli.db')

  test('are applied once', async () => {
    const file = newFile()
    const all = listMigrations('sqlite').map(({ name }) => name)
    expect(await migrate(`file:${file}`)).toEqual({ applied: all, alreadyThere: 0 })
    expect(await migrate(`file:${file}`)).toEqual({ applied: [], alreadyThere: all.length })
  })

  test('two processes starting at once apply them once', async () => {
    const file = newFile()
    const reports = await Promise.all([migrate(`file:${file}`), migrate(`file:${file}`)])
    expect(reports.flatMap(({ applied }) => applied)).toEqual(listMigrations('sqlite').map(({ name }) => name))
  })

  test('a changed migration stops the start, and so does a database from the future', async () => {
    const file = newFile()
    await migrate(`file:${file}`)
    const database = new Database(file)
    database.exec(`UPDATE "_migration" SET "checksum" = 'other'`)
    await expect(migrate(`file:${file}`)).rejects.toThrow(/was changed after it was applied/)
    database.exec(`UPDATE "_migration" SET "name" = '9999-later.sql' WHERE "name" LIKE '0001%'`)
    await expect(migrate(`file:${file}`)).rejects.toThrow(/older than the database/)
  })

  test('the schema has no change that no migration makes', () => {
    const read = (path: string) => readFileSync(new URL(`../../../../server/storage/${path}`, import.meta.url), 'utf8')
    expect(read('migrations/schema.prisma')).toBe(read('schema.prisma'))
  })
})
