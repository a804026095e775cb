import type { SqlValue, Tx } from '../store'

/** Rows in one statement: far below the parameters that either database allows. */
const ROWS_MAX = 100

export type Row = Record<string, string | number | boolean | null | Date>

/** Puts rows of one shape into a table. Those that are there already stay as they are, so that a filling cut short can be done again. */
export async function insertRows(tx: Tx, table: string, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {})
  const places = `(${columns.map(() => '?').join(', ')})`
  for (let start = 0; start < rows.length; start += ROWS_MAX) {
    const part = rows.slice(start, start + ROWS_MAX)
    await tx.sql.run(
      `INSERT INTO "${table}" (${columns.map((column) => `"${column}"`).join(', ')})
       VALUES ${part.map(() => places).join(', ')} ON CONFLICT DO NOTHING`,
      part.flatMap((row) => columns.map((column): SqlValue => row[column] ?? null)),
    )
  }
}
