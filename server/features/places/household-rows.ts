/** One household of an imported table. */
export interface HouseholdRow {
  /** City, district, street, community, grid, building. */
  names: readonly [string, string, string, string, string, string]
  number: string
  floor: number
  areaSquareCentimetres: number
}

export interface RefusedRow {
  /** As a spreadsheet numbers it: the heading is row 1. */
  row: number
  reason: string
}

const LEVELS = ['city', 'district', 'street', 'community', 'grid', 'building'] as const
const NAME_MAX = 40
const ROWS_MAX = 200_000

/** Checks an imported table row by row: what is good, and what is refused with the reason. Pure. */
export function readHouseholdRows(table: readonly Record<string, string>[]): {
  good: HouseholdRow[]
  refused: RefusedRow[]
} {
  const good: HouseholdRow[] = []
  const refused: RefusedRow[] = []
  const seen = new Set<string>()
  for (const [index, record] of table.entries()) {
    const row = index + 2
    const read = index < ROWS_MAX ? readRow(record) : `more than ${ROWS_MAX} rows`
    if (typeof read === 'string') {
      refused.push({ row, reason: read })
      continue
    }
    const key = [...read.names, read.number].join('\u0000')
    if (seen.has(key)) refused.push({ row, reason: 'this household stands in the file twice' })
    else good.push(read)
    seen.add(key)
  }
  return { good, refused }
}

function readRow(record: Record<string, string>): HouseholdRow | string {
  const names = LEVELS.map((level) => (record[level] ?? '').normalize('NFKC').trim())
  const missing = LEVELS.find((_, index) => names[index] === '')
  if (missing) return `${missing} is missing`
  const tooLong = names.find((name) => name.length > NAME_MAX || /^[=+@]/.test(name))
  if (tooLong) return `"${tooLong.slice(0, NAME_MAX)}" is no name of a place`
  const number = (record.number ?? '').normalize('NFKC').trim()
  if (!/^[\p{L}\p{N}][\p{L}\p{N} #-]{0,19}$/u.test(number)) return `"${number}" is no number of a household`
  const floor = Number(record.floor)
  if (!Number.isInteger(floor) || floor < -5 || floor > 200) return `"${record.floor ?? ''}" is no floor`
  const area = /^(\d{1,5})(?:\.(\d{1,4}))?$/.exec((record.area ?? '0').trim())
  if (!area) return `"${record.area}" is no area in m²`
  const areaSquareCentimetres = Number(area[1]) * 10_000 + Number((area[2] ?? '').padEnd(4, '0'))
  return { names: names as unknown as HouseholdRow['names'], number, floor, areaSquareCentimetres }
}
