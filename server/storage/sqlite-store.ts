import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '../kernel/problem'
import { APPLIED_MIGRATIONS, type AppliedMigration, areAllApplied, listMigrations } from './migrate'
import { openSqlite, type SqliteConnection } from './sqlite-connection'
import { isDiskFault } from './sqlite-sql'
import { isBusy, type Store, type Tx } from './store'
import { withVersions } from './versions'

const BATCH_JOBS_MAX = 1_000
const BATCH_MS_MAX = 25
/** How long a write waits for a lock that another process holds (a backup tool, a shell, a second server). */
const LOCK_MS_MAX = 4_000
const LOOK_AGAIN_MS = 25

interface Waiting {
  /** By performance.now(). */
  since: number
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
  const shipped = listMigrations('sqlite')
  const queue: Waiting[] = []
  const askedToForget: ((outcome: 'forgotten' | 'in_use') => void)[] = []
  let isRunning = false
  let isClosed = false

  const tx = { prisma: writer.prisma, sql: writer.sql } as Tx

  async function drain(): Promise<void> {
    try {
      while (queue.length > 0 || askedToForget.length > 0) {
        if (queue.length > 0) await runBatch()
        // Between two transactions: a log that is written to cannot be emptied.
        for (const answer of askedToForget.splice(0)) answer(emptyLog(writer))
      }
    } finally {
      isRunning = false
    }
  }

  async function runBatch(): Promise<void> {
    fault = null
    const done: { waiting: Waiting; value: unknown }[] = []
    if (!(await beginWhenUnlocked(writer, queue))) return
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
    finish(writer, done, fault)
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

  const start = () => {
    if (!isRunning) setImmediate(() => void drain())
    isRunning = true
  }

  return withVersions({
    dialect: 'sqlite',
    read: { prisma: reader.prisma, sql: reader.sql },
    write: <T>(job: (tx: Tx) => Promise<T>) =>
      new Promise<T>((resolve, reject) => {
        if (isClosed) return reject(new Problem('storage_unavailable', { because: 'the store is closed' }))
        queue.push({ since: performance.now(), run: job, resolve: resolve as (value: unknown) => void, reject })
        start()
      }),
    forgetDeleted: () =>
      new Promise((resolve) => {
        askedToForget.push(resolve)
        start()
      }),
    waitingWrites: () => queue.length,
    isReady: async () => areAllApplied(shipped, await reader.sql.all<AppliedMigration>(APPLIED_MIGRATIONS)),
    warm: async () => undefined,
    close: async () => {
      isClosed = true
      while (isRunning) await new Promise((resolve) => setTimeout(resolve, 5))
      await reader.close()
      if (writer.database.open) writer.database.pragma('wal_checkpoint(TRUNCATE)')
      await writer.close()
    },
  })
}

/**
 * Begins the transaction when nobody else holds the lock. Only whoever wants to write waits for it, everything else goes on.
 * @returns false where nobody waits any more
 */
async function beginWhenUnlocked(writer: SqliteConnection, queue: Waiting[]): Promise<boolean> {
  for (; queue.length > 0; await sleep(LOOK_AGAIN_MS)) {
    try {
      writer.transaction.begin()
      return true
    } catch (error) {
      const until = isBusy(error) ? performance.now() - LOCK_MS_MAX : Number.POSITIVE_INFINITY
      const rejected = queue.splice(0, queue.filter(({ since }) => since <= until).length)
      for (const waiting of rejected) waiting.reject(toRefusal(error))
    }
  }
  return false
}

/** Commits, and answers whoever was in the batch. */
function finish(writer: SqliteConnection, done: { waiting: Waiting; value: unknown }[], fault: unknown): void {
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

function emptyLog(writer: SqliteConnection): 'forgotten' | 'in_use' {
  try {
    const [outcome] = writer.database.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
    return outcome?.busy === 0 ? 'forgotten' : 'in_use'
  } catch {
    // A disk that is full, or a lock of another process: the log stays as it is, and good.
    return 'in_use'
  }
}

function rollBackJob(writer: SqliteConnection): void {
  if (!writer.database.inTransaction) return
  writer.database.exec('ROLLBACK TO job')
  writer.database.exec('RELEASE job')
}

function toRefusal(error: unknown): unknown {
  if (isBusy(error)) return new Problem('overloaded', { because: 'another process holds the database locked' })
  if (!isDiskFault(error)) return error
  return new Problem('storage_unavailable', { because: (error as Error).message })
}
