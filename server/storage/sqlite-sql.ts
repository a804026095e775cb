import type Database from 'better-sqlite3'
import type { Sql, SqlValue } from './store'

export const CACHED_STATEMENTS_MAX = 500

export function reportFault(error: unknown, onFault: ((error: unknown) => void) | undefined): void {
  if (isDiskFault(error)) onFault?.(error)
}

/** Disk full, input/output error, file no longer writable: the store must say 503 and go on reading. */
export function isDiskFault(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' && /^SQLITE_(FULL|IOERR|READONLY|CANTOPEN|CORRUPT|NOTADB)/.test(code)
}

/** A statement that is prepared once. Rows come over as lists and become objects here, in two thirds of the time the driver needs for objects. */
interface Prepared {
  statement: Database.Statement<unknown[]>
  /** Empty where it gives no rows. */
  columns: readonly string[]
}

/** SQL by hand over one connection. */
export function sqliteSql(database: Database.Database, onFault: ((error: unknown) => void) | undefined): Sql {
  const prepare = database.prepare.bind(database)
  const cache = new Map<string, Prepared>()
  const preparedFor = (text: string): Prepared => {
    const known = cache.get(text)
    if (known) return known
    const statement = prepare(text).safeIntegers(false)
    const columns = statement.reader ? statement.columns().map(({ name }) => name) : []
    const made = { statement: statement.reader ? statement.raw(true) : statement, columns }
    if (cache.size >= CACHED_STATEMENTS_MAX) cache.clear()
    cache.set(text, made)
    return made
  }
  const execute = async <T>(text: string, params: readonly SqlValue[], work: (s: Prepared, p: unknown[]) => T) => {
    try {
      const bound = bindForSqlite(text, params)
      return work(preparedFor(bound.text), bound.params)
    } catch (error) {
      reportFault(error, onFault)
      throw error
    }
  }
  return {
    dialect: 'sqlite',
    all: <Row>(text: string, params: readonly SqlValue[] = []) =>
      execute(text, params, ({ statement, columns }, p) =>
        (statement.all(p) as unknown[][]).map((values) => toRow<Row>(columns, values)),
      ),
    get: <Row>(text: string, params: readonly SqlValue[] = []) =>
      execute(text, params, ({ statement, columns }, p) => {
        const values = statement.get(p) as unknown[] | undefined
        return values && toRow<Row>(columns, values)
      }),
    run: (text, params = []) => execute(text, params, ({ statement }, p) => statement.run(p).changes),
  }
}

function toRow<Row>(columns: readonly string[], values: readonly unknown[]): Row {
  const row: Record<string, unknown> = {}
  for (let index = 0; index < columns.length; index += 1) row[columns[index] as string] = values[index]
  return row as Row
}

function bindForSqlite(text: string, params: readonly SqlValue[]): { text: string; params: unknown[] } {
  if (!params.some(Array.isArray)) return { text, params: params.map(toSqlite) }
  let index = 0
  const bound: unknown[] = []
  const expanded = text.replace(/\?/g, () => {
    const value = params[index++]
    if (!Array.isArray(value)) {
      bound.push(toSqlite(value as SqlValue))
      return '?'
    }
    bound.push(...value)
    return value.length === 0 ? 'NULL' : value.map(() => '?').join(',')
  })
  return { text: expanded, params: bound }
}

function toSqlite(value: SqlValue): unknown {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value instanceof Date) return value.getTime()
  return value
}
