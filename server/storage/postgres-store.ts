import { PrismaPg } from '@prisma/adapter-pg'
import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import pg from 'pg'
import { Problem } from '../kernel/problem'
import { PrismaClient as PostgresClient } from './generated/postgres/client'
import type { PrismaClient } from './generated/sqlite/client'
import { APPLIED_MIGRATIONS, areAllApplied, listMigrations } from './migrate'
import { postgresSql } from './postgres-sql'
import { joinOpenTransaction } from './sqlite-connection'
import { isBusy, isUniqueViolation, type Store, type Tx } from './store'
import { withVersions } from './versions'

const READ_CONNECTIONS_MAX = 12
const WRITE_LANES = 8
const TRIES_MAX = 5
/** How long a statement waits for what somebody else holds locked. */
const LOCK_MS_MAX = 5_000

/** A connection that runs one transaction after another: raw SQL and Prisma share it. */
interface Lane {
  pool: pg.Pool
  tx: Tx
}

/** The same contract as on SQLite. Each write has a transaction of its own; conflicts between them are run again. */
export async function openPostgresStore(url: string): Promise<Store> {
  const readPool = new pg.Pool({ connectionString: url, max: READ_CONNECTIONS_MAX })
  // An idle connection that the database closes is replaced at the next query; without a listener it would end the process.
  readPool.on('error', () => undefined)
  const readPrisma = new PostgresClient({ adapter: new PrismaPg(readPool) }) as unknown as PrismaClient
  const shipped = listMigrations('postgres')
  const lanes = Array.from({ length: WRITE_LANES }, () => openLane(url))
  const free = [...lanes]
  const waiting: ((lane: Lane) => void)[] = []

  const takeLane = (): Promise<Lane> => {
    const lane = free.pop()
    return lane ? Promise.resolve(lane) : new Promise((resolve) => waiting.push(resolve))
  }
  const giveBack = (lane: Lane): void => {
    const next = waiting.shift()
    if (next) next(lane)
    else free.push(lane)
  }

  return withVersions({
    dialect: 'postgres',
    read: { prisma: readPrisma, sql: postgresSql(readPool) },
    write: async <T>(job: (tx: Tx) => Promise<T>): Promise<T> => {
      const lane = await takeLane()
      try {
        return await runWithRetry(lane, job)
      } finally {
        giveBack(lane)
      }
    },
    // Rows that are no more, and their log, are PostgreSQL's own to clear away (autovacuum, wal recycling).
    forgetDeleted: async () => 'forgotten',
    waitingWrites: () => waiting.length,
    isReady: async () => areAllApplied(shipped, (await readPool.query(APPLIED_MIGRATIONS)).rows),
    // Each lane has a client of its own, whose first question takes a quarter of a second.
    warm: async () => {
      for (const lane of free.splice(0)) {
        const first = lane.tx.prisma.setting.findFirst({ select: { key: true } })
        await first.catch(() => undefined).finally(() => giveBack(lane))
      }
    },
    close: async () => {
      await readPrisma.$disconnect()
      await readPool.end()
      await Promise.all(lanes.map((lane) => lane.tx.prisma.$disconnect().then(() => lane.pool.end())))
    },
  })
}

function openLane(url: string): Lane {
  const pool = new pg.Pool({ connectionString: url, max: 1, lock_timeout: LOCK_MS_MAX })
  pool.on('error', () => undefined)
  const factory = new PrismaPg(pool)
  const joining: SqlDriverAdapterFactory = {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => {
      const adapter = await factory.connect()
      adapter.startTransaction = async () => joinOpenTransaction(adapter)
      return adapter
    },
  }
  const prisma = new PostgresClient({ adapter: joining }) as unknown as PrismaClient
  return { pool, tx: { prisma, sql: postgresSql(pool) } as Tx }
}

/**
 * READ COMMITTED, where each statement sees what was committed before it: two questions of one job may see two states, and the job refuse
 * what neither state refuses (of 50 equal requests, one finds no such membership, and then that the person has one). So a refusal counts
 * only when one state gives it: the job runs again with all its statements in one snapshot.
 */
async function runWithRetry<T>(lane: Lane, job: (tx: Tx) => Promise<T>): Promise<T> {
  let isOneState = false
  for (let attempt = 1; ; attempt += 1) {
    try {
      await lane.pool.query(isOneState ? 'BEGIN ISOLATION LEVEL REPEATABLE READ' : 'BEGIN')
      const value = await job(lane.tx)
      await lane.pool.query('COMMIT')
      return value
    } catch (error) {
      await lane.pool.query('ROLLBACK').catch(() => undefined)
      if (attempt < TRIES_MAX && (isConflict(error) || (error instanceof Problem && !isOneState))) {
        isOneState = error instanceof Problem
        continue
      }
      throw toRefusal(error)
    }
  }
}

/** Two at once: the loser looks again and finds what the winner wrote. 40001 serialization failure, 40P01 deadlock, 23P01 exclusion. */
function isConflict(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return code === '40001' || code === '40P01' || code === '23P01' || code === 'P2034' || isUniqueViolation(error)
}

/** Class 53 (insufficient resources: disk full), 57 (operator intervention), 58 (system error), 08 (connection). */
function toRefusal(error: unknown): unknown {
  if (isBusy(error)) return new Problem('overloaded', { because: 'somebody else holds a lock' })
  const { code, message } = (error ?? {}) as { code?: unknown; message?: string }
  const isFault = typeof code === 'string' && (/^(53|57|58|08)/.test(code) || /^E(CONN|PIPE|TIMEDOUT)/.test(code))
  return isFault ? new Problem('storage_unavailable', { because: message ?? String(code) }) : error
}
