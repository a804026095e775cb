import type { PrismaClient } from './generated/sqlite/client'

/** What can be bound to a `?`. A list stands for as many places as it has items: `id IN (?)`. */
export type SqlValue = string | number | boolean | null | Date | Uint8Array | readonly (string | number)[]

/**
 * SQL by hand, for the paths where speed decides. One text serves both databases: `?` for parameters, names in double quotes.
 * Times come back as milliseconds since 1970, booleans as 0/1 on SQLite and true/false on PostgreSQL, counts as numbers.
 */
export interface Sql {
  readonly dialect: 'sqlite' | 'postgres'
  all<Row>(text: string, params?: readonly SqlValue[]): Promise<Row[]>
  get<Row>(text: string, params?: readonly SqlValue[]): Promise<Row | undefined>
  /** The number of rows changed. */
  run(text: string, params?: readonly SqlValue[]): Promise<number>
}

/** Reads what is committed, and nothing else. */
export interface Reader {
  readonly prisma: PrismaClient
  readonly sql: Sql
}

/** Enough for whoever asks by hand alone. */
export type SqlReader = Pick<Reader, 'sql'>

declare const isTx: unique symbol

/** A unit of work under way. Only `Store.write` makes one; whatever changes data asks for it as its first argument. */
export interface Tx extends Reader {
  readonly [isTx]: true
  /** Says that this work changes what a topic (versions.ts) shows. */
  touch(topic: string): void
}

export interface Store {
  readonly dialect: 'sqlite' | 'postgres'
  readonly read: Reader
  /**
   * Runs `job` in a transaction and answers when it is durable. The job sees its own writes; nobody else does before the commit. If it
   * throws, all that it wrote is undone and nothing else is. A job may be run again after a conflict, so it must only touch `tx`, and must
   * wait for nothing but `tx`: on SQLite others wait behind it.
   * @throws Problem storage_unavailable where the disk is full or failing: nothing was written
   * @throws Problem overloaded where somebody else held the database locked for too long: nothing was written
   */
  write<T>(job: (tx: Tx) => Promise<T>): Promise<T>
  /** How often a topic (versions.ts) was touched since the start: what was kept at another count is old. */
  versionOf(topic: string): number
  /**
   * Takes what was deleted out of the files of the database too, as far as that is ours to do: on SQLite out of the write-ahead log, which keeps
   * what pages were like before. Says `in_use` where somebody is just reading there: ask again later.
   */
  forgetDeleted(): Promise<'forgotten' | 'in_use'>
  /** How many writes wait for their turn now. */
  waitingWrites(): number
  /** True when the database answers and every migration is applied. */
  isReady(): Promise<boolean>
  /** Makes ready what the first writes would wait for. */
  warm(): Promise<void>
  close(): Promise<void>
}

/**
 * True where the database was locked by somebody else for too long, however the driver says it: SQLITE_BUSY, Prisma's word for it (P1008),
 * PostgreSQL's lock_not_available (55P03).
 */
export function isBusy(error: unknown): boolean {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: { originalCode?: unknown } }
  return [code, cause?.originalCode].some(
    (word) => typeof word === 'string' && /^(SQLITE_(BUSY|LOCKED)|P1008$|55P03$)/.test(word),
  )
}

/** True for a write refused by a unique key, however the driver says it. */
export function isUniqueViolation(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return (
    code === '23505' ||
    code === 'P2002' ||
    code === 'SQLITE_CONSTRAINT_UNIQUE' ||
    code === 'SQLITE_CONSTRAINT_PRIMARYKEY'
  )
}
