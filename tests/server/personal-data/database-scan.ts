import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Reader } from '../../../server/storage/store'
import type { TestApp } from '../../support/build-test-app'

type Row = Record<string, unknown>

/** Every row of every table. */
export async function readEverything(reader: Reader): Promise<Map<string, Row[]>> {
  const tables = await reader.sql.all<{ name: string }>(
    reader.sql.dialect === 'sqlite'
      ? `SELECT "name" FROM "sqlite_master" WHERE "type" = 'table' AND "name" NOT LIKE 'sqlite%'`
      : `SELECT "table_name" AS "name" FROM "information_schema"."tables" WHERE "table_schema" = 'public'`,
  )
  const everything = new Map<string, Row[]>()
  for (const { name } of tables) everything.set(name, await reader.sql.all<Row>(`SELECT * FROM "${name}"`))
  return everything
}

/** The columns ("Table.column") in which a text stands, anywhere in the database. */
export async function columnsWith(t: TestApp, text: string): Promise<string[]> {
  const columns = new Set<string>()
  for (const [table, rows] of await readEverything(t.deps.store.read)) {
    for (const row of rows) {
      for (const [column, value] of Object.entries(row)) {
        if (String(value).includes(text)) columns.add(`${table}.${column}`)
      }
    }
  }
  return [...columns].sort()
}

export async function rowsOf(t: TestApp, table: string, where: Row): Promise<Row[]> {
  const rows = (await readEverything(t.deps.store.read)).get(table) ?? []
  return rows.filter((row) => Object.entries(where).every(([column, value]) => row[column] === value))
}

/** The names of the files in the picture folder that bear one of the ids. */
export function pictureFilesOf(t: TestApp, ids: readonly string[]): string[] {
  const files = readdirSync(join(t.deps.config.dataDir, 'images'), { recursive: true }).map(String)
  return files.filter((file) => ids.some((id) => file.includes(id)))
}
