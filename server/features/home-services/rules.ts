import { type BookingAction, type ErrorCode, LIMITS, type WeeklyHours } from '../../../src/contract'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const CHINA_OFFSET_MS = 8 * 60 * MINUTE_MS

const minuteOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

/** Each window ends after it begins; the path of the first that does not, or null. */
export function brokenWindow(weekly: readonly WeeklyHours[]): string | null {
  const at = weekly.findIndex(({ from, to }) => minuteOf(to) <= minuteOf(from))
  return at === -1 ? null : `weekly/${at}/to`
}

/** Whether they work at that minute, by the clock of China. */
export function worksAt(weekly: readonly WeeklyHours[], at: Date): boolean {
  const local = at.getTime() + CHINA_OFFSET_MS
  const day = Math.floor(local / DAY_MS)
  // Day 0 of 1970 was a Thursday.
  const weekday = ((day + 3) % 7) + 1
  const minute = Math.floor((local - day * DAY_MS) / MINUTE_MS)
  return weekly.some(
    (window) =>
      (window.weekday === 0 ? 7 : window.weekday) === weekday &&
      minuteOf(window.from) <= minute &&
      minute < minuteOf(window.to),
  )
}

/** A time at all, on the half hour; what is wrong with it, or null. */
export function brokenStart(startsAt: Date): string | null {
  if (Number.isNaN(startsAt.getTime())) return 'no such time'
  return startsAt.getTime() % (30 * MINUTE_MS) === 0 ? null : 'not on the half hour'
}

/** In the future, not too far ahead, and within the hours. */
export function refuseStart(weekly: readonly WeeklyHours[], startsAt: Date, now: Date): ErrorCode | null {
  if (startsAt <= now) return 'booking_in_the_past'
  if (startsAt.getTime() > now.getTime() + LIMITS.bookingDays * DAY_MS) return 'booking_too_far'
  return worksAt(weekly, startsAt) ? null : 'outside_service_hours'
}

export interface BookingFacts {
  state: string
  startsAt: number
  stars: number | null
  appealId: string | null
}

/** Called off until it begins, done once it has begun; rated and complained about once, from its beginning on. */
export function allowsVerb(booking: BookingFacts, verb: BookingAction['action'], now: Date): boolean {
  const hasBegun = booking.startsAt <= now.getTime()
  if (verb === 'cancel') return booking.state === 'booked' && !hasBegun
  if (verb === 'done') return booking.state === 'booked' && hasBegun
  if (verb === 'rate') return booking.state !== 'cancelled' && hasBegun && booking.stars === null
  return booking.state !== 'cancelled' && hasBegun && booking.appealId === null
}
