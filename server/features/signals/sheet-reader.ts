import type { XmlReader } from './read-xml'
import { type Cell, COLUMNS_MAX, type TableBuilder, unreadable } from './table'

const A = 'A'.charCodeAt(0)

/** Reads a sheet (ECMA-376 Part 1, section 18.3.1) row by row into a table. */
export class SheetReader implements XmlReader {
  readonly #strings: readonly string[]
  readonly #table: TableBuilder
  #row = 0
  #cells: Cell[] = []
  #column = -1
  #type = 'n'
  #value = ''
  #isFormula = false
  #isValue = false

  constructor(strings: readonly string[], table: TableBuilder) {
    this.#strings = strings
    this.#table = table
  }

  open(name: string, attributes: Record<string, string>): void {
    if (name === 'row') this.#beginRow(attributes.r)
    else if (name === 'c') this.#beginCell(attributes)
    else if (name === 'f') this.#isFormula = true
    this.#isValue = name === 'v' || name === 't'
  }

  text(text: string): void {
    if (this.#isValue) this.#value += text
  }

  close(name: string): void {
    this.#isValue = false
    if (name === 'c') this.#endCell()
    else if (name === 'row') this.#table.add(this.#row, this.#cells)
  }

  #beginRow(stated: string | undefined): void {
    const row = stated === undefined ? this.#row + 1 : Number(stated)
    if (!Number.isInteger(row) || row <= this.#row) throw unreadable('rows out of order')
    this.#row = row
    this.#cells = []
    this.#column = -1
  }

  #beginCell({ r, t = 'n' }: Record<string, string>): void {
    const column = r === undefined ? this.#column + 1 : columnOf(r)
    if (column <= this.#column) throw unreadable('cells out of order')
    this.#column = column
    this.#type = t
    this.#value = ''
    this.#isFormula = false
  }

  #endCell(): void {
    const text = this.#type === 's' ? this.#strings[Number(this.#value)] : this.#value
    if (text === undefined) throw unreadable('a text that is not there')
    if (text === '' && !this.#isFormula) return
    // What lies further out is one cell too many, however far it is.
    const column = Math.min(this.#column, COLUMNS_MAX)
    while (this.#cells.length < column) this.#cells.push({ text: '', isFormula: false })
    this.#cells[column] = { text, isFormula: this.#isFormula }
  }
}

/** The column of a cell's address, from 0: "A1" → 0, "AB7" → 27. */
function columnOf(address: string): number {
  const letters = /^([A-Z]{1,3})\d{1,7}$/.exec(address)?.[1]
  if (letters === undefined) throw unreadable('a cell without an address')
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - A + 1, 0) - 1
}
