import { LIMITS } from '../../../src/contract'
import { Problem } from '../../kernel/problem'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** How far ahead a shift may be planned. */
const AHEAD_DAYS_MAX = 366
/** How long ago a shift may have begun that is only now put down. */
const BEGUN_HOURS_MAX = 24

/** Longer than any place has residents who would wait: whoever comes after them is told that it is full. */
const WAITING_MAX = 20_000

/** The places of a role, as they are counted. */
export interface RoleCount {
  capacity: number
  confirmed: number
  waiting: number
  held: number
  arrivals: number
}

export type Allotment = 'confirmed' | 'claimed' | 'waiting' | 'full'

/**
 * What the next one gets. Places that are kept go to those with a first claim alone; nobody passes those who wait. `claimed` is a confirmed
 * place out of those kept.
 */
export function allot(count: RoleCount, hasFirstClaim: boolean, hasWaitingList: boolean): Allotment {
  if (hasFirstClaim && count.held > 0) return 'claimed'
  if (freePlaces(count) > 0 && count.waiting === 0) return 'confirmed'
  return hasWaitingList && count.waiting < WAITING_MAX ? 'waiting' : 'full'
}

export function freePlaces({ capacity, confirmed, held }: RoleCount): number {
  return capacity - confirmed - held
}

/** What somebody gets who comes when the shift has begun: a place that is free, or none. A line would lead nowhere: nobody moves up any more. */
export function allotLate(count: RoleCount): Allotment {
  return freePlaces(count) > 0 ? 'confirmed' : 'full'
}

/** The count after somebody was allotted something. */
export function countAfter(count: RoleCount, allotment: Allotment): RoleCount {
  if (allotment === 'full') return count
  const isIn = allotment !== 'waiting'
  return {
    ...count,
    confirmed: count.confirmed + Number(isIn),
    waiting: count.waiting + Number(!isIn),
    held: count.held - Number(allotment === 'claimed'),
    arrivals: count.arrivals + 1,
  }
}

/**
 * Fair access, as the screens say it (i18n, volunteering.fairAccess): whoever waited in vain for an activity twice or more within 90 days, or was
 * refused because a shift without a waiting list was full, and got no place in it since, has first claim in its next shift. Up to half of its places are kept for them for a day, or until two hours before
 * it begins; those who wait move up before the others.
 */
export const FAIR_ACCESS = {
  timesMin: 2,
  withinDays: 90,
  keptHours: 24,
  keptUntilHoursBefore: 2,
  keptShare: 0.5,
} as const

/** Until when places are kept, or null where it is too late to keep any. */
export function keptUntil(startsAt: Date, now: Date): Date | null {
  const latest = startsAt.getTime() - FAIR_ACCESS.keptUntilHoursBefore * HOUR_MS
  const until = Math.min(now.getTime() + FAIR_ACCESS.keptHours * HOUR_MS, latest)
  return until > now.getTime() ? new Date(until) : null
}

/** How many more places of a role are kept for so many people with a first claim. */
export function placesToKeep(count: RoleCount, claimants: number): number {
  const share = Math.floor(count.capacity * FAIR_ACCESS.keptShare)
  return Math.max(0, Math.min(claimants, share - count.held, freePlaces(count)))
}

/** A released place waits two hours for the answer of whoever it comes to, and not beyond the beginning of the shift. */
export function answerUntil(startsAt: Date, now: Date): Date {
  return new Date(Math.min(now.getTime() + LIMITS.answerHours * HOUR_MS, startsAt.getTime()))
}

export interface ShiftTimes {
  startsAt: Date
  endsAt: Date
}

/** @throws Problem invalid_request where a time is none, the end does not come after the beginning, or the shift is too long, too far ahead or over */
export function shiftTimes(wanted: { startsAt: string; endsAt: string }, now: Date): ShiftTimes {
  const startsAt = readTime(wanted.startsAt, 'startsAt')
  const endsAt = readTime(wanted.endsAt, 'endsAt')
  if (endsAt <= startsAt) throw invalid('endsAt', 'not after startsAt')
  if (endsAt.getTime() - startsAt.getTime() > LIMITS.shiftHours * HOUR_MS)
    throw invalid('endsAt', `longer than ${LIMITS.shiftHours} hours`)
  if (endsAt <= now) throw invalid('endsAt', 'in the past')
  if (startsAt.getTime() < now.getTime() - BEGUN_HOURS_MAX * HOUR_MS) throw invalid('startsAt', 'too long ago')
  if (startsAt.getTime() > now.getTime() + AHEAD_DAYS_MAX * DAY_MS) throw invalid('startsAt', 'more than a year ahead')
  return { startsAt, endsAt }
}

/** A leap second has the form of a time and is none to a calendar. */
function readTime(text: string, path: string): Date {
  const time = new Date(text)
  if (Number.isNaN(time.getTime())) throw invalid(path, 'no such time')
  return time
}

/** @throws Problem invalid_request where roles do not make up the shift */
export function checkRoles(capacity: number, roles: readonly { title: string; capacity: number }[] | undefined): void {
  if (roles === undefined) return
  const sum = roles.reduce((total, role) => total + role.capacity, 0)
  if (sum !== capacity) throw invalid('roles', `their capacities make ${sum}, not ${capacity}`)
  if (new Set(roles.map(({ title }) => title)).size < roles.length) throw invalid('roles', 'the same title twice')
}

/**
 * Whether somebody born in a month ("2008-05") has reached an age when a shift begins: on the first day of the month after, because the day is
 * not asked for. Who has not said counts as old enough: by signing up they say so (the screen puts it in words).
 */
export function isOldEnough(birthMonth: string | null, minimumAge: number | null, startsAt: Date): boolean {
  if (birthMonth === null || minimumAge === null) return true
  const [year = 0, month = 0] = birthMonth.split('-').map(Number)
  return startsAt.getTime() >= Date.UTC(year + minimumAge, month, 1) - 8 * HOUR_MS
}

export function hasSkills(own: readonly string[], asked: readonly string[]): boolean {
  return asked.every((skill) => own.includes(skill))
}

export function invalid(path: string, message: string): Problem {
  return new Problem('invalid_request', { fields: [{ path, message }] })
}

/** A list kept as JSON. */
export function listOf(json: string): string[] {
  return JSON.parse(json)
}
