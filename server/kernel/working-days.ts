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

/** Which years are known, and the days ("2026-10-01") on which work is not as the day of the week has it: true where it is worked. */
export interface WorkingCalendar {
  years: ReadonlySet<number>
  exceptions: ReadonlyMap<string, boolean>
}

/** One year as somebody else wrote it down; its days may reach into the year before (a holiday that begins in December). */
export interface AnnouncedYear {
  year: number
  days: readonly { date: string; isOffDay: boolean }[]
}

function exceptionsOf(year: number, { holidays, workingWeekends }: WorkingYear): [string, boolean][] {
  const exceptions: [string, boolean][] = []
  for (const [from, to] of holidays) {
    for (let at = Date.parse(`${year}-${from}`); at <= Date.parse(`${year}-${to}`); at += DAY_MS)
      exceptions.push([new Date(at).toISOString().slice(0, 10), false])
  }
  return [...exceptions, ...workingWeekends.map((date): [string, boolean] => [`${year}-${date}`, true])]
}

/** The years that we brought with us. */
export const BUILT_IN_CALENDAR: WorkingCalendar = {
  years: new Set(Object.keys(WORKING_YEARS).map(Number)),
  exceptions: new Map(Object.entries(WORKING_YEARS).flatMap(([year, known]) => exceptionsOf(Number(year), known))),
}

/** A calendar with further years; a year that was known is replaced, for a notice may be corrected. */
export function withYears(calendar: WorkingCalendar, announced: readonly AnnouncedYear[]): WorkingCalendar {
  const years = new Set(calendar.years)
  let exceptions = new Map(calendar.exceptions)
  for (const { year, days } of [...announced].sort((a, b) => a.year - b.year)) {
    years.add(year)
    exceptions = new Map([...exceptions].filter(([date]) => !date.startsWith(`${year}-`)))
    for (const { date, isOffDay } of days) exceptions.set(date, !isOffDay)
  }
  return { years, exceptions }
}

/** The last year that is known. */
export function lastKnownYear({ years }: WorkingCalendar): number {
  return Math.max(...years)
}

/** The day of the calendar in Shanghai, "2026-10-01". */
export function dayOf(at: Date): string {
  return new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 10)
}

const isKnown = (day: string, { years }: WorkingCalendar) => years.has(Number(day.slice(0, 4)))

/**
 * Days off in every year, whatever is announced (全国年节及纪念日放假办法, 2024, art. 2): those that stand in the solar calendar. The others move with
 * the moon, and days moved to make a holiday longer are known from the announcement alone.
 */
const SOLAR_HOLIDAYS: ReadonlySet<string> = new Set(['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'])

function isWorked(day: string, calendar: WorkingCalendar): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  const isWeekday = weekday !== 0 && weekday !== 6
  const isHoliday = !isKnown(day, calendar) && SOLAR_HOLIDAYS.has(day.slice(5))
  return calendar.exceptions.get(day) ?? (isWeekday && !isHoliday)
}

/**
 * Whether offices work on a day ("2026-10-01"), by the State Council's calendar.
 * @throws Problem calendar_year_unknown where the year is not in our table
 */
export function isWorkingDay(day: string, calendar: WorkingCalendar = BUILT_IN_CALENDAR): boolean {
  if (!isKnown(day, calendar)) throw yearUnknown(day)
  return isWorked(day, calendar)
}

/**
 * The time at which so many hours of work have passed. What comes outside the hours of work counts from the next opening; a due time never
 * falls on a day off.
 * @throws Problem calendar_year_unknown where it needs a year that is not in our table
 */
export function addWorkingHours(from: Date, hours: number, calendar: WorkingCalendar = BUILT_IN_CALENDAR): Date {
  const { dueAt, unknownDay } = countHours(from, hours, calendar)
  if (unknownDay !== null) throw yearUnknown(unknownDay)
  return dueAt
}

/**
 * The same for a case, which nobody turns away because a year was not announced yet: in such a year Monday to Friday count as worked, but
 * for the days that are off in every year, and the due time is provisional.
 */
export function dueAfter(
  from: Date,
  hours: number,
  calendar: WorkingCalendar,
): { dueAt: Date; isProvisional: boolean } {
  const { dueAt, unknownDay } = countHours(from, hours, calendar)
  return { dueAt, isProvisional: unknownDay !== null }
}

function countHours(from: Date, hours: number, calendar: WorkingCalendar): { dueAt: Date; unknownDay: string | null } {
  let leftMs = hours * HOUR_MS
  let unknownDay: string | null = null
  let midnight = Math.floor((from.getTime() + OFFSET_MS) / DAY_MS) * DAY_MS - OFFSET_MS
  for (let days = 0; days < DAYS_MAX; days += 1, midnight += DAY_MS) {
    const day = dayOf(new Date(midnight))
    if (!isKnown(day, calendar)) unknownDay ??= day
    if (!isWorked(day, calendar)) continue
    const opens = midnight + OPENS_HOUR * HOUR_MS
    const closes = opens + HOURS_A_DAY * HOUR_MS
    const begins = Math.max(opens, from.getTime())
    if (begins >= closes) continue
    if (leftMs <= closes - begins) return { dueAt: new Date(begins + leftMs), unknownDay }
    leftMs -= closes - begins
  }
  throw new Error('broken belief: a due time within a year')
}

function yearUnknown(day: string): Problem {
  return new Problem('calendar_year_unknown', { because: `the working calendar does not know ${day.slice(0, 4)}` })
}
