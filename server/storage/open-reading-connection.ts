import type { Sql } from './store'

export interface ReadingConnection {
  sql: Sql
  /** What `work` reads is the database of one moment. One at a time. */
  atOneMoment<T>(work: () => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** One connection that only reads, without Prisma, for a worker thread that goes through much: nobody else waits behind it. */
export async function openReadingConnection(databaseUrl: string): Promise<ReadingConnection> {
  return databaseUrl.startsWith('file:')
    ? openSqliteReader(databaseUrl.slice('file:'.length))
    : openPostgresReader(databaseUrl)
}

async function openSqliteReader(file: string): Promise<ReadingConnection> {
  const { default: Database } = await import('better-sqlite3')
  const { sqliteSql } = await import('./sqlite-sql')
  const database = new Database(file, { readonly: true })
  const sql = sqliteSql(database, undefined)
  return { sql, atOneMoment: inTransaction(sql, 'BEGIN'), close: async () => void database.close() }
}

async function openPostgresReader(url: string): Promise<ReadingConnection> {
  const { default: pg } = await import('pg')
  const { postgresSql } = await import('./postgres-sql')
  const pool = new pg.Pool({ connectionString: url, max: 1 })
  // An idle connection that the database closes is replaced at the next query; without a listener it would end the thread.
  pool.on('error', () => undefined)
  const sql = postgresSql(pool)
  const begin = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'
  return { sql, atOneMoment: inTransaction(sql, begin), close: () => pool.end() }
}

function inTransaction(sql: Sql, begin: string) {
  return async <T>(work: () => Promise<T>): Promise<T> => {
    await sql.run(begin)
    try {
      return await work()
    } finally {
      await sql.run('ROLLBACK')
    }
  }
}
