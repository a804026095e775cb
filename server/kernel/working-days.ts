import { Problem } from './problem'
import { WORKING_YEARS, type WorkingYear } from './working-calendar'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Asia/Shanghai: eight hours before UTC all the year round. */
const OFFSET_MS = 8 * HOUR_MS
/** Offices work from 9 to 17. */
const OPENS_HOUR = 9
export const HOURS_A_DAY = 8
/** No case is due later than this many days after it began: a limit to the walk below. */
const DAYS_MAX = 400

/** The day of the calendar in Shanghai, "2026-10-01". */
export function dayOf(at: Date): string {
  return new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 10)
}

/**
 * Whether offices work on a day ("2026-10-01"), by the State Council's calendar.
 * @throws Problem calendar_year_unknown where the year is not in our table
 */
export function isWorkingDay(day: string, years: Readonly<Record<number, WorkingYear>> = WORKING_YEARS): boolean {
  const year = years[Number(day.slice(0, 4))]
  if (year === undefined) {
    throw new Problem('calendar_year_unknown', { because: `the working calendar does not know ${day.slice(0, 4)}` })
  }
  const date = day.slice(5)
  if (year.workingWeekends.includes(date)) return true
  if (year.holidays.some(([from, to]) => from <= date && date <= to)) return false
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

/**
 * The time at which so many hours of work have passed. What comes outside the hours of work counts from the next opening; a due time never
 * falls on a day off.
 * @throws Problem calendar_year_unknown where it needs a year that is not in our table
 */
export function addWorkingHours(from: Date, hours: number): Date {
  let leftMs = hours * HOUR_MS
  let midnight = Math.floor((from.getTime() + OFFSET_MS) / DAY_MS) * DAY_MS - OFFSET_MS
  for (let days = 0; days < DAYS_MAX; days += 1, midnight += DAY_MS) {
    if (!isWorkingDay(dayOf(new Date(midnight)))) continue
    const opens = midnight + OPENS_HOUR * HOUR_MS
    const closes = opens + HOURS_A_DAY * HOUR_MS
    const begins = Math.max(opens, from.getTime())
    if (begins >= closes) continue
    if (leftMs <= closes - begins) return new Date(begins + leftMs)
    leftMs -= closes - begins
  }
  throw new Error('broken belief: a due time within a year')
}
