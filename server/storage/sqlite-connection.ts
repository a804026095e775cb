import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import type { SqlDriverAdapter, SqlDriverAdapterFactory, Transaction } from '@prisma/driver-adapter-utils'
import type Database from 'better-sqlite3'
import { PrismaClient } from './generated/sqlite/client'
import { CACHED_STATEMENTS_MAX, reportFault, sqliteSql } from './sqlite-sql'
import type { Sql } from './store'

/** Waiting for a lock stops the whole process, so it is short; the store waits on without stopping anybody. */
const BUSY_MS_MAX = 20

/** One connection to the SQLite file, used by Prisma and by SQL written by hand alike. */
export interface SqliteConnection {
  readonly database: Database.Database
  readonly prisma: PrismaClient
  readonly sql: Sql
  readonly transaction: TransactionStatements
  close(): Promise<void>
}

/** Prepared once: they stand around every job of the writer. */
export interface TransactionStatements {
  begin(): void
  commit(): void
  openJob(): void
  keepJob(): void
}

export interface SqliteConnectionOptions {
  file: string
  /** Refuses every write on this connection. */
  readOnly: boolean
  /** Told of faults of the disk, which Prisma would wrap beyond recognition. */
  onFault?: (error: unknown) => void
}

export async function openSqlite({ file, readOnly, onFault }: SqliteConnectionOptions): Promise<SqliteConnection> {
  const adapter = await new PrismaBetterSqlite3({ url: `file:${file}` }, { timestampFormat: 'unixepoch-ms' }).connect()
  const database = (adapter as unknown as { client: Database.Database }).client
  for (const pragma of [
    'busy_timeout = 10000',
    'journal_mode = WAL',
    'synchronous = FULL',
    'foreign_keys = ON',
    // What is deleted is overwritten with zeros: an erased person is in no free page either.
    'secure_delete = ON',
    'temp_store = MEMORY',
    'cache_size = -32768',
    'mmap_size = 268435456',
    ...(readOnly ? ['query_only = ON'] : []),
  ]) {
    database.pragma(pragma)
  }
  database.pragma(`busy_timeout = ${BUSY_MS_MAX}`)
  const sql = sqliteSql(database, onFault)
  const transaction = prepareTransaction(database)
  cachePrismaStatements(database, onFault)
  const prisma = new PrismaClient({ adapter: singleConnectionFactory(adapter) })
  return {
    database,
    prisma,
    sql,
    transaction,
    close: async () => {
      await prisma.$disconnect()
      if (database.open) database.close()
    },
  }
}

function prepareTransaction(database: Database.Database): TransactionStatements {
  const prepared = (text: string) => {
    const statement = database.prepare(text)
    return () => void statement.run()
  }
  return {
    begin: prepared('BEGIN IMMEDIATE'),
    commit: prepared('COMMIT'),
    openJob: prepared('SAVEPOINT job'),
    keepJob: prepared('RELEASE job'),
  }
}

/**
 * Prisma's own transactions on this connection become part of the one that is open: the store alone begins and ends transactions.
 * (The adapter as published opens BEGIN on the one connection that all requests share, so that one request's statements land in, and are
 * lost with, another's transaction; tests/server/storage/isolation.test.ts shows that ours do not.)
 */
function singleConnectionFactory(adapter: SqlDriverAdapter): SqlDriverAdapterFactory {
  const joined = adapter as SqlDriverAdapter & { startTransaction: () => Promise<Transaction> }
  joined.startTransaction = async () => joinOpenTransaction(adapter)
  return { provider: adapter.provider, adapterName: adapter.adapterName, connect: async () => adapter }
}

export function joinOpenTransaction(adapter: SqlDriverAdapter): Transaction {
  return {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    // Prisma then only says that it would COMMIT or ROLLBACK, and sends neither.
    options: { usePhantomQuery: true },
    queryRaw: (query) => adapter.queryRaw(query),
    executeRaw: (query) => adapter.executeRaw(query),
    commit: async () => undefined,
    rollback: async () => undefined,
  } as Transaction
}

/** The adapter prepares each statement anew; preparing is most of its cost. */
function cachePrismaStatements(database: Database.Database, onFault: ((error: unknown) => void) | undefined): void {
  const prepare = database.prepare.bind(database)
  const cache = new Map<string, ReturnType<typeof boundStatement>>()
  const cachedPrepare = (text: string) => {
    const known = cache.get(text)
    if (known) return known
    const made = boundStatement(prepare(text).safeIntegers(true), onFault)
    if (cache.size >= CACHED_STATEMENTS_MAX) cache.clear()
    cache.set(text, made)
    return made
  }
  // The adapter calls prepare(text).bind(args) and then run(), or columns() and raw().all().
  ;(database as { prepare: unknown }).prepare = cachedPrepare
}

function boundStatement(statement: Database.Statement<unknown[]>, onFault: ((error: unknown) => void) | undefined) {
  const guarded = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      reportFault(error, onFault)
      throw error
    }
  }
  const columns = statement.reader ? statement.columns() : []
  return {
    run: (...args: unknown[]) => guarded(() => statement.run(...args)),
    bind: (args: unknown[]) => ({
      reader: statement.reader,
      columns: () => columns,
      raw: () => ({ all: () => guarded(() => statement.raw(true).all(args)) }),
      run: () => guarded(() => statement.run(args)),
    }),
  }
}
