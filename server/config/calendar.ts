import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type AnnouncedYear, BUILT_IN_CALENDAR, type WorkingCalendar, withYears } from '../kernel/working-days'
import { ConfigError } from './reading'

const FILE = /^(\d{4})\.json$/
const DATE = /^\d{4}-\d{2}-\d{2}$/

/**
 * The working calendar: the years we know, and those that the operator put into the data folder (`calendar/2027.json`), in the format of
 * holiday-cn (github.com/NateScarlet/holiday-cn): `{"year": 2027, "days": [{"date": "2027-01-01", "isOffDay": true}, …]}`.
 * @throws ConfigError with one sentence that names the file
 */
export function readWorkingCalendar(dataDir: string): WorkingCalendar {
  const folder = join(dataDir, 'calendar')
  return withYears(
    BUILT_IN_CALENDAR,
    namesIn(folder).map((name) => readYear(join(folder, name), Number(name.slice(0, 4)))),
  )
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => FILE.test(name))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw new ConfigError(`The calendar folder "${folder}" cannot be read: ${(error as Error).message}.`)
  }
}

function readYear(file: string, year: number): AnnouncedYear {
  const refuse = (why: string) => new ConfigError(`The calendar file "${file}" ${why}.`)
  let given: { year?: unknown; days?: unknown } | null
  try {
    given = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw refuse(`cannot be read: ${(error as Error).message}`)
  }
  if (given?.year !== year) throw refuse(`must be of the year ${year} ("year": ${year})`)
  if (!Array.isArray(given.days)) throw refuse('must hold a list "days" of {"date", "isOffDay"}')
  if (given.days.length === 0) throw refuse('holds no days: it is the file of a year that was not announced yet')
  const days = given.days.map((day: { date?: unknown; isOffDay?: unknown } | null) => {
    const { date, isOffDay } = day ?? {}
    if (typeof date !== 'string' || typeof isOffDay !== 'boolean' || !isDateOf(date, year))
      throw refuse(
        `holds a day that is not {"date": "${year}-MM-DD", "isOffDay": true or false}: ${JSON.stringify(day)}`,
      )
    return { date, isOffDay }
  })
  return { year, days }
}

/** A day of that year, or of the last December before it. */
function isDateOf(date: string, year: number): boolean {
  if (!DATE.test(date) || Number.isNaN(Date.parse(date))) return false
  return date.startsWith(`${year}-`) || date.startsWith(`${year - 1}-12-`)
}
