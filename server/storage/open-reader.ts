import { existsSync } from 'node:fs'
import pg from 'pg'
import { ConfigError } from '../config'
import { connectPostgres } from './connect-postgres'
import { APPLIED_MIGRATIONS, areAllApplied, listMigrations } from './migrate'
import type { SqlReader } from './store'

export interface OpenReader {
  reader: SqlReader
  close(): Promise<void>
}

/**
 * Opens a database for a command that only reads it, as it stands at one moment: a server may go on writing meanwhile.
 * @throws ConfigError where it is not there, or is not the database of this program
 */
export async function openReader(databaseUrl: string): Promise<OpenReader> {
  const opened = databaseUrl.startsWith('file:')
    ? await openFile(databaseUrl.slice('file:'.length))
    : await openServer(databaseUrl)
  const dialect = opened.reader.sql.dialect
  const applied = await opened.reader.sql.all<{ name: string; checksum: string }>(APPLIED_MIGRATIONS).catch(() => [])
  if (areAllApplied(listMigrations(dialect), applied)) return opened
  await opened.close()
  throw new ConfigError('The database is not of this version of the program: run linli migrate first.')
}

async function openFile(file: string): Promise<OpenReader> {
  if (!existsSync(file)) throw new ConfigError(`There is no database ${file}.`)
  const { openSqlite } = await import('./sqlite-connection')
  const connection = await openSqlite({ file, readOnly: true }).catch((error: Error) => {
    throw new ConfigError(`${file} cannot be read: ${error.message}.`)
  })
  // Until it is closed, every question is answered from the moment of the first.
  connection.database.exec('BEGIN')
  return { reader: { sql: connection.sql }, close: () => connection.close() }
}

async function openServer(url: string): Promise<OpenReader> {
  // Asked first, because it says in a sentence what is wrong.
  await (await connectPostgres(url)).end()
  const { postgresSql } = await import('./postgres-store')
  const pool = new pg.Pool({ connectionString: url, max: 1 })
  await pool.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  return { reader: { sql: postgresSql(pool) }, close: () => pool.end() }
}
