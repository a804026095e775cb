import { type AppealCategory, CATEGORY_NAMES, LIMITS } from '../../../src/contract'
import { Problem } from '../../kernel/problem'
import { normaliseText } from '../../kernel/text'
import { type Cell, COLUMNS_MAX, type Table, type TableRow, unreadable } from '../../spreadsheets'
import type { PlaceIndex } from './place-index'

/** One case of an imported table. */
export interface CaseLine {
  row: number
  /** The other system's own number. */
  number: string
  placeId: string
  category: AppealCategory | null
  text: string
  location: { lng: number; lat: number } | null
}

export type RowRefusal =
  | 'formula'
  | 'missing'
  | 'bad_number'
  | 'bad_text'
  | 'unknown_place'
  | 'ambiguous_place'
  | 'unknown_category'
  | 'bad_point'
  | 'outside_city'
  | 'too_many_cells'
  | 'twice_in_file'
  | 'already_taken'

/** A row that is not taken. Its words are not repeated: they stand in the file. */
export interface RefusedLine {
  row: number
  column: string | null
  reason: RowRefusal
}

/** What the columns are called; the first name is the one in reports. */
const COLUMNS = {
  number: ['number', '编号', '工单编号'],
  grid: ['grid', '网格'],
  building: ['building', '楼栋'],
  category: ['category', '类别', '诉求类别'],
  text: ['text', '内容', '诉求内容'],
  lng: ['lng', '经度'],
  lat: ['lat', '纬度'],
} as const
type Column = keyof typeof COLUMNS
const REQUIRED: readonly Column[] = ['number', 'grid', 'text']
const NAME_MAX = 40

const NUMBER = /^[0-9A-Za-z._:-]{1,64}$/
const DECIMAL = /^[+-]?\d{1,3}(\.\d{1,15})?$/
/** What spreadsheets take for the beginning of a formula (OWASP, CSV injection), also in full width. */
const FORMULA = /^[=+\-@\t\r]/
/** Columns in which a sign may come first. */
const SIGNED: readonly Column[] = ['lng', 'lat']

const CATEGORIES = new Map(
  Object.entries(CATEGORY_NAMES).flatMap(([id, names]) =>
    [id, ...Object.values(names)].map((name) => [name.toLowerCase(), id as AppealCategory]),
  ),
)

class Refusal extends Error {
  readonly column: Column | null
  readonly reason: RowRefusal

  constructor(column: Column | null, reason: RowRefusal) {
    super(reason)
    this.column = column
    this.reason = reason
  }
}

/**
 * Checks a table row by row: what is good, and what is refused and why. Pure.
 * @throws Problem import_unreadable, naming the columns, where the heading lacks one or has one that nobody knows
 */
export function readCaseLines(
  table: Table,
  places: PlaceIndex,
  isInCity: (location: { lng: number; lat: number }) => boolean,
) {
  const columns = readHeading(table.heading)
  const good: CaseLine[] = []
  const refused: RefusedLine[] = []
  const seen = new Set<string>()
  for (const row of table.rows) {
    try {
      const line = readLine(row, columns, places)
      if (seen.has(line.number)) throw new Refusal('number', 'twice_in_file')
      if (line.location !== null && !isInCity(line.location)) throw new Refusal('lng', 'outside_city')
      seen.add(line.number)
      good.push(line)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refused.push({ row: row.row, column: error.column, reason: error.reason })
    }
  }
  return { good, refused }
}

function readHeading(heading: readonly string[]): (Column | null)[] {
  const known = new Map<string, Column>(
    Object.entries(COLUMNS).flatMap(([id, names]) => names.map((name) => [name, id as Column] as const)),
  )
  const columns = heading.map((name) => known.get(plain(name).toLowerCase()) ?? null)
  const missing = REQUIRED.filter((column) => !columns.includes(column))
  const unknown = heading.filter((name, index) => plain(name) !== '' && columns[index] === null)
  const twice = columns.filter((column, index) => column !== null && columns.indexOf(column) !== index)
  const fields = [
    ...missing.map((path) => ({ path: path as string, message: 'this column is missing' })),
    ...unknown.map((name) => ({ path: plain(name).slice(0, NAME_MAX), message: 'unknown column' })),
    ...twice.map((path) => ({ path: String(path), message: 'this column is there twice' })),
  ]
  if (fields.length > 0) throw unreadable('heading', fields.slice(0, COLUMNS_MAX))
  return columns
}

function readLine({ row, cells }: TableRow, columns: readonly (Column | null)[], places: PlaceIndex): CaseLine {
  const cellOf = new Map<Column, string>()
  for (const [index, cell] of cells.entries()) {
    const column = columns[index] ?? null
    if (cell.isFormula || isFormula(cell, column)) throw new Refusal(column, 'formula')
    if (column !== null) cellOf.set(column, plain(cell.text))
    else if (plain(cell.text) !== '') throw new Refusal(null, 'too_many_cells')
  }
  const of = (column: Column) => cellOf.get(column) ?? ''
  const absent = REQUIRED.find((column) => of(column) === '')
  if (absent) throw new Refusal(absent, 'missing')
  if (!NUMBER.test(of('number'))) throw new Refusal('number', 'bad_number')
  return {
    row,
    number: of('number'),
    placeId: readPlace(of('grid'), of('building'), places),
    category: readCategory(of('category')),
    text: readText(of('text')),
    location: readPoint(of('lng'), of('lat')),
  }
}

function isFormula({ text }: Cell, column: Column | null): boolean {
  const begins = FORMULA.test(text.normalize('NFKC').replace(/^ +/, ''))
  const isSigned = column !== null && SIGNED.includes(column) && DECIMAL.test(plain(text))
  return begins && !isSigned
}

function readPlace(grid: string, building: string, places: PlaceIndex): string {
  const grids = places.gridsCalled(grid)
  if (grids.length !== 1) throw new Refusal('grid', grids.length === 0 ? 'unknown_place' : 'ambiguous_place')
  const [gridId = ''] = grids
  if (building === '') return gridId
  const buildings = places.buildingsCalled(gridId, building)
  if (buildings.length !== 1)
    throw new Refusal('building', buildings.length === 0 ? 'unknown_place' : 'ambiguous_place')
  return buildings[0] ?? gridId
}

function readCategory(name: string): AppealCategory | null {
  if (name === '') return null
  const category = CATEGORIES.get(name.toLowerCase())
  if (category === undefined) throw new Refusal('category', 'unknown_category')
  return category
}

function readText(text: string): string {
  try {
    return normaliseText(text, 'text', LIMITS.appealText)
  } catch (error) {
    if (error instanceof Problem) throw new Refusal('text', 'bad_text')
    throw error
  }
}

function readPoint(lng: string, lat: string): CaseLine['location'] {
  if (lng === '' && lat === '') return null
  if (!DECIMAL.test(lng) || Math.abs(Number(lng)) > 180) throw new Refusal('lng', 'bad_point')
  if (!DECIMAL.test(lat) || Math.abs(Number(lat)) > 90) throw new Refusal('lat', 'bad_point')
  return { lng: Number(lng), lat: Number(lat) }
}

function plain(text: string): string {
  return text.normalize('NFKC').trim()
}
