import { Problem } from '../kernel/problem'

/** One cell as it was written: its text, and whether a spreadsheet would calculate it. */
export interface Cell {
  text: string
  isFormula: boolean
}

export interface TableRow {
  /** From 1, the heading aside, empty rows counted: as whoever looks at the file counts. */
  row: number
  cells: readonly Cell[]
}

/** The first sheet of a file. Empty rows are left out. */
export interface Table {
  heading: readonly string[]
  rows: readonly TableRow[]
}

/** More columns than any table that is brought in has. */
export const COLUMNS_MAX = 32

/** Collects rows, the first that is not empty as the heading. */
export class TableBuilder {
  readonly #rowsMax: number
  readonly #rows: TableRow[] = []
  #heading: { row: number; names: string[] } | null = null

  constructor(rowsMax: number) {
    this.#rowsMax = rowsMax
  }

  /**
   * `row` counts from 1, the heading and empty rows included.
   * @throws Problem too_large where there are more rows than are taken at once
   */
  add(row: number, cells: readonly Cell[]): void {
    const isEmpty = cells.every(({ text, isFormula }) => text.trim() === '' && !isFormula)
    if (this.#heading === null) {
      if (!isEmpty) this.#heading = { row, names: cells.map(({ text }) => text) }
      return
    }
    const number = row - this.#heading.row
    if (number > this.#rowsMax) throw new Problem('too_large', { because: `more than ${this.#rowsMax} rows` })
    if (!isEmpty) this.#rows.push({ row: number, cells })
  }

  /** @throws Problem import_unreadable where there is no heading */
  build(): Table {
    if (this.#heading === null) throw unreadable('no heading')
    return { heading: this.#heading.names, rows: this.#rows }
  }
}

export function unreadable(because: string, fields?: { path: string; message: string }[]): Problem {
  return new Problem('import_unreadable', { because, ...(fields ? { fields } : {}) })
}
