import { Readable } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Row, Cell as SheetCell } from 'exceljs'
import { strToU8, zipSync } from 'fflate'
import { Problem } from '../kernel/problem'
import { COLUMNS_MAX, type Table, TableBuilder, type Cell as TableCell, unreadable } from './table'
import { refuseBomb, unzipParts } from './unzip-parts'

/** A table of the rows that are taken at once stays far below it. */
const INFLATED_BYTES_MAX = 24 * 1024 * 1024
/** Rows between which others have their turn. */
const ROWS_AT_ONCE = 100

const WORKBOOK = 'xl/workbook.xml'
const RELATIONS = 'xl/_rels/workbook.xml.rels'
const STRINGS = 'xl/sharedStrings.xml'
const SHEET = /^xl\/worksheets\/sheet(\d{1,4})\.xml$/

const isWanted = (name: string) => [WORKBOOK, RELATIONS, STRINGS].includes(name) || SHEET.test(name)

/**
 * The first sheet of a workbook (ECMA-376, SpreadsheetML). Nothing is calculated: a cell with a formula is marked as one.
 * @throws Problem import_unreadable; too_large where it has too many rows or inflates to too much
 */
export async function readWorkbook(bytes: Buffer, rowsMax: number): Promise<Table> {
  refuseBomb(bytes, isWanted, INFLATED_BYTES_MAX)
  const parts = await unzipParts(bytes, isWanted, INFLATED_BYTES_MAX)
  if (!parts.has(WORKBOOK) || !parts.has(RELATIONS)) throw unreadable('no workbook')
  const builder = new TableBuilder(rowsMax)
  try {
    await readRows(repack(parts), builder)
  } catch (error) {
    throw error instanceof Problem ? error : unreadable((error as Error).message)
  }
  return builder.build()
}

/**
 * An archive of nothing but the parts that are read, of sizes that were counted, in the order in which the library needs no file beside it. Left
 * out is what would cost it much and tells nothing: the widths of columns, of which there may be said to be billions, and how texts are read aloud.
 */
function repack(parts: ReadonlyMap<string, Uint8Array>): Buffer {
  const textOf = (name: string, fallback = '') => {
    const part = parts.get(name)
    return part === undefined ? fallback : new TextDecoder('utf-8', { fatal: true }).decode(part)
  }
  const sheets = [...parts.keys()].filter((name) => SHEET.test(name)).sort()
  const files: [string, string][] = [
    [WORKBOOK, textOf(WORKBOOK)],
    [RELATIONS, textOf(RELATIONS).replace(/(\sTarget=["'])\/xl\//g, '$1')],
    [STRINGS, textOf(STRINGS, '<sst/>').replace(/<rPh\b[\s\S]*?<\/rPh\s*>/g, '')],
    ...sheets.map((name): [string, string] => [name, textOf(name).replace(/<cols\b[\s\S]*?<\/cols\s*>/g, '')]),
  ]
  return Buffer.from(zipSync(Object.fromEntries(files.map(([name, text]) => [name, strToU8(text)])), { level: 0 }))
}

async function readRows(archive: Buffer, builder: TableBuilder): Promise<void> {
  // Large, and of no use at nearly every start.
  const { default: exceljs } = await import('exceljs')
  const reader = new exceljs.stream.xlsx.WorkbookReader(Readable.from([archive]), {
    worksheets: 'emit',
    sharedStrings: 'cache',
    hyperlinks: 'ignore',
    styles: 'ignore',
    entries: 'ignore',
  })
  for await (const sheet of reader) {
    if (!isFirst(reader, sheet)) continue
    let last = 0
    for await (const row of sheet) {
      const number = Number.isInteger(row.number) ? row.number : last + 1
      if (number <= last) throw unreadable('rows out of order')
      last = number
      builder.add(number, cellsOf(row))
      if (number % ROWS_AT_ONCE === 0) await nextTurn()
    }
    return
  }
  throw unreadable('no sheet')
}

/** The library gives sheets in the order of the archive; which one is first the workbook says (its types leave out both). */
function isFirst(reader: object, sheet: object): boolean {
  const { model } = reader as { model?: { sheets?: readonly { id: number }[] } }
  return (sheet as { id?: unknown }).id === model?.sheets?.[0]?.id
}

function cellsOf(row: Row): TableCell[] {
  const cells: TableCell[] = []
  row.eachCell((cell, number) => {
    const read = readCell(cell)
    if (read.text === '' && !read.isFormula) return
    // What lies further out is one cell too many, however far it is.
    const column = Math.min(number - 1, COLUMNS_MAX)
    while (cells.length < column) cells.push({ text: '', isFormula: false })
    cells[column] = read
  })
  return cells
}

function readCell({ value }: SheetCell): TableCell {
  if (value === null || value === undefined) return { text: '', isFormula: false }
  if (typeof value !== 'object') return { text: String(value), isFormula: false }
  if ('formula' in value || 'sharedFormula' in value) return { text: '', isFormula: true }
  if ('richText' in value) return { text: value.richText.map(({ text }) => text ?? '').join(''), isFormula: false }
  if ('error' in value) return { text: value.error, isFormula: false }
  throw unreadable('a cell of an unknown kind')
}
