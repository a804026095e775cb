import type { OwnersColumn } from '../../../src/contract'
import type { Cell, Table } from '../../spreadsheets'
import { type Fraction, makeWhole, readArea, readFraction } from '../electoral-rules'

/** A unit as a file gives it: one row for each of its owners. */
export interface ImportedUnit {
  householdId: string
  area: number
  areaSource: 'register' | 'survey' | 'contract'
  isUnsold: boolean
  owners: { code: string; name: string; share: Fraction; isNamed: boolean; phone: string | null }[]
}

export type OwnersRefusal =
  | 'formula'
  | 'missing'
  | 'unknown_unit'
  | 'ambiguous_unit'
  | 'bad_area'
  | 'bad_source'
  | 'bad_share'
  | 'bad_phone'
  | 'bad_text'
  | 'bad_flag'
  | 'owner_twice'
  | 'shares_not_whole'
  | 'area_differs'
  | 'named_twice'
  | 'unsold_with_owner'

export interface RefusedOwnersRow {
  row: number
  column: OwnersColumn | null
  reason: OwnersRefusal
}

const HEADINGS: Record<string, OwnersColumn> = {
  building: 'building',
  楼栋: 'building',
  number: 'number',
  房号: 'number',
  grid: 'grid',
  网格: 'grid',
  area: 'area',
  面积: 'area',
  专有部分面积: 'area',
  source: 'source',
  面积来源: 'source',
  code: 'code',
  业主编号: 'code',
  owner: 'owner',
  业主: 'owner',
  share: 'share',
  份额: 'share',
  voter: 'voter',
  投票人: 'voter',
  unsold: 'unsold',
  未售: 'unsold',
  phone: 'phone',
  手机号: 'phone',
}

const SOURCES: Record<string, ImportedUnit['areaSource']> = {
  register: 'register',
  不动产登记: 'register',
  登记: 'register',
  survey: 'survey',
  测绘: 'survey',
  contract: 'contract',
  合同: 'contract',
}

const YES: readonly string[] = ['1', 'yes', 'true', '是']
const NO: readonly string[] = ['', '0', 'no', 'false', '否']

export interface Door {
  id: string
  building: string
  grid: string
  number: string
}

interface OwnerLine {
  row: number
  unit: Omit<ImportedUnit, 'owners'>
  owner: ImportedUnit['owners'][number] | null
}

/** The columns that a table of owners must have; null where all are there, else the one that is not. */
export function missingColumn(heading: readonly string[]): string | null {
  const columns = columnsOf(heading)
  const missing = (['building', 'number', 'area', 'source'] as const).find((column) => !columns.includes(column))
  return missing ?? null
}

function columnsOf(heading: readonly string[]): (OwnersColumn | null)[] {
  return heading.map((name) => HEADINGS[name.normalize('NFKC').trim().toLowerCase()] ?? null)
}

/** Checks a table row by row, and then unit by unit: what is good, and every row that is not with the reason. Pure. */
export function readOwnersRows(
  table: Table,
  doors: readonly Door[],
): { units: ImportedUnit[]; refused: RefusedOwnersRow[] } {
  const columns = columnsOf(table.heading)
  const byDoor = new Map<string, Door[]>()
  for (const door of doors) {
    const key = doorKey(door.building, door.number)
    byDoor.set(key, [...(byDoor.get(key) ?? []), door])
  }
  const refused: RefusedOwnersRow[] = []
  const lines: OwnerLine[] = []
  for (const { row, cells } of table.rows) {
    // As a spreadsheet numbers it.
    const read = readLine(row + 1, columns, cells, byDoor)
    if ('reason' in read) refused.push(read)
    else lines.push(read)
  }
  const units: ImportedUnit[] = []
  const incomplete = new Set(refused.map(({ row }) => row))
  for (const group of groupByUnit(lines).values()) {
    const unit = joinUnit(group, refused)
    if (unit !== null) units.push(unit)
  }
  return { units, refused: refused.sort((a, b) => a.row - b.row || Number(incomplete.has(b.row))) }
}

const doorKey = (building: string, number: string) => `${building}\u0000${number}`

function groupByUnit(lines: readonly OwnerLine[]): Map<string, OwnerLine[]> {
  const groups = new Map<string, OwnerLine[]>()
  for (const line of lines) {
    const { householdId } = line.unit
    groups.set(householdId, [...(groups.get(householdId) ?? []), line])
  }
  return groups
}

/** The lines of one unit, which must agree; where they do not, none of them is taken. */
function joinUnit(group: readonly OwnerLine[], refused: RefusedOwnersRow[]): ImportedUnit | null {
  const [first] = group
  if (first === undefined) return null
  const owners = group.flatMap(({ owner }) => (owner === null ? [] : [owner]))
  const reason = disagreement(group, first, owners)
  if (reason === null) return { ...first.unit, owners }
  for (const { row } of group) refused.push({ row, ...reason })
  return null
}

function disagreement(
  group: readonly OwnerLine[],
  first: OwnerLine,
  owners: ImportedUnit['owners'],
): Pick<RefusedOwnersRow, 'column' | 'reason'> | null {
  const differs = group.some(
    ({ unit }) =>
      unit.area !== first.unit.area ||
      unit.isUnsold !== first.unit.isUnsold ||
      unit.areaSource !== first.unit.areaSource,
  )
  if (differs) return { column: 'area', reason: 'area_differs' }
  if (first.unit.isUnsold)
    return group.length > 1 || owners.length > 0 ? { column: 'unsold', reason: 'unsold_with_owner' } : null
  if (new Set(owners.map(({ code }) => code)).size < group.length) return { column: 'code', reason: 'owner_twice' }
  if (!makeWhole(owners.map(({ share }) => share))) return { column: 'share', reason: 'shares_not_whole' }
  return owners.filter(({ isNamed }) => isNamed).length > 1 ? { column: 'voter', reason: 'named_twice' } : null
}

function readLine(
  row: number,
  columns: readonly (OwnersColumn | null)[],
  cells: readonly Cell[],
  byDoor: ReadonlyMap<string, readonly Door[]>,
): OwnerLine | RefusedOwnersRow {
  const refuse = (column: OwnersColumn, reason: OwnersRefusal): RefusedOwnersRow => ({ row, column, reason })
  const formula = cells.findIndex(({ text, isFormula }) => isFormula || /^[=@]/.test(text.trim()))
  if (formula >= 0) return { row, column: columns[formula] ?? null, reason: 'formula' }
  const cell = (column: OwnersColumn) => {
    const at = columns.indexOf(column)
    return at < 0 ? '' : (cells[at]?.text ?? '').normalize('NFKC').trim()
  }
  const missing = (['building', 'number', 'area', 'source'] as const).find((column) => cell(column) === '')
  if (missing) return refuse(missing, 'missing')
  const found = (byDoor.get(doorKey(cell('building'), cell('number'))) ?? []).filter(
    ({ grid }) => cell('grid') === '' || grid === cell('grid'),
  )
  const [door] = found
  if (door === undefined) return refuse('number', 'unknown_unit')
  if (found.length > 1) return refuse('grid', 'ambiguous_unit')
  const area = readArea(cell('area'))
  if (area === null) return refuse('area', 'bad_area')
  const areaSource = SOURCES[cell('source').toLowerCase()]
  if (areaSource === undefined) return refuse('source', 'bad_source')
  const isUnsold = readFlag(cell('unsold'))
  if (isUnsold === null) return refuse('unsold', 'bad_flag')
  const unit = { householdId: door.id, area, areaSource, isUnsold }
  if (isUnsold && cell('owner') === '' && cell('code') === '') return { row, unit, owner: null }
  const owner = readOwner(cell)
  return 'reason' in owner ? refuse(owner.column, owner.reason) : { row, unit, owner }
}

function readFlag(text: string): boolean | null {
  if (YES.includes(text.toLowerCase())) return true
  return NO.includes(text.toLowerCase()) ? false : null
}

function readOwner(
  cell: (column: OwnersColumn) => string,
): ImportedUnit['owners'][number] | { column: OwnersColumn; reason: OwnersRefusal } {
  const [name, code] = [cell('owner'), cell('code')]
  if (name === '') return { column: 'owner', reason: 'missing' }
  if (code === '') return { column: 'code', reason: 'missing' }
  if (!/^[\p{L}\p{N}][\p{L}\p{N}\p{M} ·.()&-]{0,59}$/u.test(name)) return { column: 'owner', reason: 'bad_text' }
  if (!/^[A-Za-z0-9._-]{1,40}$/.test(code)) return { column: 'code', reason: 'bad_text' }
  const share = readFraction(cell('share') === '' ? '1/1' : cell('share'))
  if (share === null) return { column: 'share', reason: 'bad_share' }
  const isNamed = readFlag(cell('voter'))
  if (isNamed === null) return { column: 'voter', reason: 'bad_flag' }
  const phone = cell('phone')
  if (phone !== '' && !/^1[3-9]\d{9}$/.test(phone)) return { column: 'phone', reason: 'bad_phone' }
  return { code, name, share, isNamed, phone: phone === '' ? null : phone }
}
