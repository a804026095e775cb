import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { ConfigError } from '../config'
import { projectRoot } from '../project-root'
import { connectPostgres } from './connect-postgres'

export interface Migration {
  name: string
  sql: string
  checksum: string
}

export interface MigrationReport {
  applied: string[]
  alreadyThere: number
}

const ADVISORY_LOCK = 0x6c696e6c // "linl"

export function listMigrations(dialect: 'sqlite' | 'postgres'): Migration[] {
  const folder = join(projectRoot, 'server/storage/migrations', dialect)
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}

/**
 * Applies what is missing, each migration in a transaction of its own, under a lock, so that two processes may start at once.
 * @throws Error where a migration that was applied reads differently now, or the database is newer than this program
 */
export async function migrate(databaseUrl: string): Promise<MigrationReport> {
  return databaseUrl.startsWith('file:')
    ? migrateSqlite(databaseUrl.slice('file:'.length))
    : migratePostgres(databaseUrl)
}

function migrateSqlite(file: string): MigrationReport {
  try {
    return applyToSqlite(file)
  } catch (error) {
    const { code, message } = error as { code?: unknown; message: string }
    const isFault = typeof code === 'string' && /^SQLITE_(NOTADB|CANTOPEN|READONLY|CORRUPT)/.test(code)
    throw isFault ? new ConfigError(`DATABASE_URL: "${file}" cannot be used: ${message}.`) : error
  }
}

function applyToSqlite(file: string): MigrationReport {
  const database = new Database(file)
  try {
    database.pragma('busy_timeout = 60000')
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
    return database
      .transaction(() => {
        database.exec(
          'CREATE TABLE IF NOT EXISTS "_migration" ("name" TEXT PRIMARY KEY, "checksum" TEXT NOT NULL, "appliedAt" TEXT NOT NULL)',
        )
        const applied = database.prepare(APPLIED_MIGRATIONS).all() as AppliedMigration[]
        const missing = missingMigrations(listMigrations('sqlite'), applied)
        const record = database.prepare('INSERT INTO "_migration" VALUES (?, ?, ?)')
        for (const migration of missing) {
          database.exec(migration.sql)
          record.run(migration.name, migration.checksum, new Date().toISOString())
        }
        return { applied: missing.map(({ name }) => name), alreadyThere: applied.length }
      })
      .immediate()
  } finally {
    database.close()
  }
}

async function migratePostgres(url: string): Promise<MigrationReport> {
  const client = await connectPostgres(url)
  try {
    await client.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCK])
    await client.query(
      'CREATE TABLE IF NOT EXISTS "_migration" ("name" TEXT PRIMARY KEY, "checksum" TEXT NOT NULL, "appliedAt" TEXT NOT NULL)',
    )
    const applied = (await client.query<AppliedMigration>(APPLIED_MIGRATIONS)).rows
    const missing = missingMigrations(listMigrations('postgres'), applied)
    for (const migration of missing) {
      await client.query('BEGIN')
      await client.query(migration.sql)
      await client.query('INSERT INTO "_migration" VALUES ($1, $2, $3)', [
        migration.name,
        migration.checksum,
        new Date().toISOString(),
      ])
      await client.query('COMMIT')
    }
    return { applied: missing.map(({ name }) => name), alreadyThere: applied.length }
  } finally {
    await client.end()
  }
}

export interface AppliedMigration {
  name: string
  checksum: string
}

/** What a store asks its database for, to say whether it stands where this program is. */
export const APPLIED_MIGRATIONS = 'SELECT "name", "checksum" FROM "_migration"'

export function areAllApplied(known: readonly Migration[], applied: readonly AppliedMigration[]): boolean {
  const checksums = new Map(applied.map(({ name, checksum }) => [name, checksum]))
  return known.length === applied.length && known.every(({ name, checksum }) => checksums.get(name) === checksum)
}

function missingMigrations(known: Migration[], applied: AppliedMigration[]): Migration[] {
  for (const { name, checksum } of applied) {
    const migration = known.find((candidate) => candidate.name === name)
    if (!migration)
      throw new ConfigError(
        `the database has migration ${name}, which this program does not know: it is older than the database`,
      )
    if (migration.checksum !== checksum) throw new ConfigError(`migration ${name} was changed after it was applied`)
  }
  return known.filter(({ name }) => !applied.some((done) => done.name === name))
}
