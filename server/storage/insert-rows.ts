import type { SqlValue, Tx } from './store'

/** Rows in one statement, the most far below the parameters that either database allows. Few sizes, so that each is prepared once. */
const SIZES = [256, 64, 16, 4, 1] as const

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
  for (let start = 0, size = 0; start < rows.length; start += size) {
    size = SIZES.find((one) => one <= rows.length - start) ?? 1
    const part = rows.slice(start, start + size)
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
