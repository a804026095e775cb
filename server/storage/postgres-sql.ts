import pg from 'pg'
import type { Sql, SqlValue } from './store'

const INT8 = 20
const TIMESTAMP = 1114
const TIMESTAMPTZ = 1184

/** Counts as numbers and times as milliseconds, as on SQLite. */
const resultTypes = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === INT8) return Number
    if (oid === TIMESTAMP) return (value: string) => Date.parse(`${value.replace(' ', 'T')}Z`)
    if (oid === TIMESTAMPTZ) return (value: string) => Date.parse(value)
    return pg.types.getTypeParser(oid, format)
  },
}

/** SQL by hand over a pool of connections, or one. */
export function postgresSql(pool: pg.Pool): Sql {
  const query = async (text: string, params: readonly SqlValue[]) => {
    const bound = bindForPostgres(text, params)
    return pool.query({ text: bound.text, values: bound.params, types: resultTypes })
  }
  const all = async <Row>(text: string, params: readonly SqlValue[] = []) => (await query(text, params)).rows as Row[]
  return {
    dialect: 'postgres',
    all,
    get: async (text, params = []) => (await query(text, params)).rows[0] as never,
    run: async (text, params = []) => (await query(text, params)).rowCount ?? 0,
  }
}

function bindForPostgres(text: string, params: readonly SqlValue[]): { text: string; params: unknown[] } {
  let index = 0
  const bound: unknown[] = []
  const place = (value: unknown) => `$${bound.push(value)}`
  const expanded = text.replace(/\?/g, () => {
    const value = params[index++]
    if (!Array.isArray(value)) return place(value)
    return value.length === 0 ? 'NULL' : value.map(place).join(',')
  })
  return { text: expanded, params: bound }
}
