import type { SqlValue, Tx } from './store'

/** Rows in one statement: far below the parameters that either database allows. */
const ROWS_MAX = 400

const texts = new Map<string, string>()

/** Puts many rows into a table, as many to a statement as it bears. `onConflict` is what stands after the rows; the number that were put in. */
export async function insertMany<Column extends string>(
  tx: Tx,
  table: string,
  columns: readonly Column[],
  rows: readonly Readonly<Record<Column, SqlValue>>[],
  onConflict = '',
): Promise<number> {
  let inserted = 0
  for (let start = 0; start < rows.length; start += ROWS_MAX) {
    const part = rows.slice(start, start + ROWS_MAX)
    inserted += await tx.sql.run(
      textFor(table, columns, part.length, onConflict),
      part.flatMap((row) => columns.map((column) => row[column])),
    )
  }
  return inserted
}

function textFor(table: string, columns: readonly string[], rows: number, onConflict: string): string {
  const key = `${table}/${columns.length}/${rows}/${onConflict}`
  const known = texts.get(key)
  if (known !== undefined) return known
  const places = `(${columns.map(() => '?').join(', ')})`
  const names = columns.map((column) => `"${column}"`).join(', ')
  const text = `INSERT INTO "${table}" (${names}) VALUES ${Array(rows).fill(places).join(', ')} ${onConflict}`
  texts.set(key, text)
  return text
}
