import type { ServiceState } from '../../../src/contract'
import { LIMITS } from '../../../src/contract'

const MINUTE_MS = 60_000
/** Hours are counted in quarters. */
export const QUARTER_MINUTES = 15
/** Asia/Shanghai: eight hours before UTC, all the year round. */
const OFFSET_MS = 8 * 3_600_000
/** Help that runs late is help. */
const LATE_MINUTES_MAX = 120

/**
 * The rule, as the screens say it (i18n, service.rounding): to the nearest quarter of an hour, the half upwards. 67 minutes are one hour, 68
 * are one and a quarter.
 */
export function roundMinutes(minutes: number): number {
  return Math.round(minutes / QUARTER_MINUTES) * QUARTER_MINUTES
}

/** What counts of being there from one time to another: what lies within the shift, rounded. */
export function servedMinutes(
  shift: { startsAt: number; endsAt: number },
  checkedInAt: number,
  checkedOutAt: number,
): number {
  const from = Math.max(checkedInAt, shift.startsAt)
  const until = Math.min(checkedOutAt, shift.endsAt)
  return roundMinutes(Math.max(0, until - from) / MINUTE_MS)
}

/** The most that can be attested for a shift: its length, and two hours for what ran late. */
export function attestableMinutes({ startsAt, endsAt }: { startsAt: number; endsAt: number }): number {
  return Math.min(LIMITS.serviceMinutes, Math.ceil((endsAt - startsAt) / MINUTE_MS) + LATE_MINUTES_MAX)
}

/** The year in which a shift begins, by the calendar on the wall. */
export function yearOf(startsAt: number): number {
  return new Date(startsAt + OFFSET_MS).getUTCFullYear()
}

/** Two decimals are exact: a quarter is the smallest part. */
export function hoursOf(minutes: number): number {
  return Math.round((minutes / 60) * 100) / 100
}

export type AttendanceVerb = 'check_in' | 'check_out' | 'attest' | 'excuse' | 'missed' | 'stand_in'

/** From what is known of a turn (null: nothing yet) a verb leads where. What is done stays done: points were given for it. */
export const TURNS: Record<AttendanceVerb, { from: readonly (ServiceState | null)[]; to: ServiceState }> = {
  check_in: { from: [null], to: 'present' },
  check_out: { from: ['present'], to: 'done' },
  attest: { from: [null, 'present', 'missed', 'excused'], to: 'done' },
  excuse: { from: [null, 'missed'], to: 'excused' },
  missed: { from: [null, 'excused'], to: 'missed' },
  stand_in: { from: [null], to: 'replaced' },
}

export function allowsTurn(verb: AttendanceVerb, state: string | null): boolean {
  return TURNS[verb].from.some((from) => from === state)
}

export interface SumRow {
  year: number
  category: string
  minutes: number
  shifts: number
}

interface Sum {
  minutes: number
  hours: number
  shifts: number
}

function sumOf(rows: readonly SumRow[]): Sum {
  const minutes = rows.reduce((total, row) => total + row.minutes, 0)
  return { minutes, hours: hoursOf(minutes), shifts: rows.reduce((total, row) => total + row.shifts, 0) }
}

/** Hours by year, the latest first, and by category within it, most hours first. */
export function recordOf(rows: readonly SumRow[]): Sum & {
  years: (Sum & { year: number; categories: (Sum & { category: string })[] })[]
} {
  const years = [...new Set(rows.map(({ year }) => year))].sort((a, b) => b - a)
  return {
    ...sumOf(rows),
    years: years.map((year) => {
      const own = rows.filter((row) => row.year === year)
      const categories = own.map((row) => ({ category: row.category, ...sumOf([row]) }))
      categories.sort((a, b) => b.minutes - a.minutes || (a.category < b.category ? -1 : 1))
      return { year, ...sumOf(own), categories }
    }),
  }
}

/** What anybody may see of a name: its first character ("李*"). Somebody who was erased has none. */
export function maskName(name: string): string {
  const [first] = [...name]
  return first === undefined ? '' : `${first}${'*'.repeat(Math.min(2, Math.max(1, [...name].length - 1)))}`
}
