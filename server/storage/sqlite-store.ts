import { Problem } from '../kernel/problem'
import { isDiskFault, openSqlite, type SqliteConnection } from './sqlite-connection'
import type { Store, Tx } from './store'
import { withVersions } from './versions'

const BATCH_JOBS_MAX = 1_000
const BATCH_MS_MAX = 25

interface Waiting {
  run: (tx: Tx) => Promise<unknown>
  resolve: (value: unknown) => void
  reject: (error: unknown) => void
}

/**
 * One writer, many readers, over one SQLite file.
 *
 * Group commit: the writes of one turn of the event loop share one BEGIN IMMEDIATE … COMMIT with synchronous=FULL, each inside a savepoint
 * of its own, and are answered after the commit. A job that throws is rolled back alone. Reads have a connection of their own and see only
 * what is committed.
 */
export async function openSqliteStore(file: string): Promise<Store> {
  let fault: unknown = null
  const writer = await openSqlite({ file, readOnly: false, onFault: (error) => (fault = error) })
  const reader = await openSqlite({ file, readOnly: true })
  const queue: Waiting[] = []
  let isRunning = false
  let isClosed = false

  const tx = { prisma: writer.prisma, sql: writer.sql } as Tx

  async function drain(): Promise<void> {
    try {
      while (queue.length > 0) await runBatch()
    } finally {
      isRunning = false
    }
  }

  async function runBatch(): Promise<void> {
    fault = null
    const done: { waiting: Waiting; value: unknown }[] = []
    try {
      writer.transaction.begin()
    } catch (error) {
      for (const waiting of queue.splice(0, BATCH_JOBS_MAX)) waiting.reject(toRefusal(error))
      return
    }
    const startedAt = performance.now()
    let taken = 0
    while (queue.length > 0 && taken < BATCH_JOBS_MAX && performance.now() - startedAt < BATCH_MS_MAX) {
      const waiting = queue.shift()
      if (waiting === undefined) break
      taken += 1
      await runOne(waiting, done)
      // A full disk can undo the whole transaction behind our back.
      if (!writer.database.inTransaction) break
    }
    finish(done)
  }

  async function runOne(waiting: Waiting, done: { waiting: Waiting; value: unknown }[]): Promise<void> {
    try {
      writer.transaction.openJob()
      const value = await waiting.run(tx)
      writer.transaction.keepJob()
      done.push({ waiting, value })
    } catch (error) {
      rollBackJob(writer)
      waiting.reject(toRefusal(fault ?? error))
    }
  }

  function finish(done: { waiting: Waiting; value: unknown }[]): void {
    try {
      if (!writer.database.inTransaction) throw fault ?? new Error('the transaction ended early')
      writer.transaction.commit()
    } catch (error) {
      if (writer.database.inTransaction) writer.database.exec('ROLLBACK')
      for (const { waiting } of done) waiting.reject(toRefusal(error))
      return
    }
    for (const { waiting, value } of done) waiting.resolve(value)
  }

  return withVersions({
    dialect: 'sqlite',
    read: { prisma: reader.prisma, sql: reader.sql },
    write: <T>(job: (tx: Tx) => Promise<T>) =>
      new Promise<T>((resolve, reject) => {
        if (isClosed) return reject(new Problem('storage_unavailable', { because: 'the store is closed' }))
        queue.push({ run: job, resolve: resolve as (value: unknown) => void, reject })
        if (isRunning) return
        isRunning = true
        setImmediate(() => void drain())
      }),
    isReady: async () => reader.database.open && reader.database.prepare('SELECT 1') !== undefined,
    close: async () => {
      isClosed = true
      while (isRunning) await new Promise((resolve) => setTimeout(resolve, 5))
      await reader.close()
      if (writer.database.open) writer.database.pragma('wal_checkpoint(TRUNCATE)')
      await writer.close()
    },
  })
}

function rollBackJob(writer: SqliteConnection): void {
  if (!writer.database.inTransaction) return
  writer.database.exec('ROLLBACK TO job')
  writer.database.exec('RELEASE job')
}

function toRefusal(error: unknown): unknown {
  if (!isDiskFault(error)) return error
  return new Problem('storage_unavailable', { because: (error as Error).message })
}
