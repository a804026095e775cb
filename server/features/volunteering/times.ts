/** Checking in begins two hours before a shift, and ends a day after it, for those who forgot to check out. */
const BEFORE_MS = 2 * 3_600_000
const AFTER_MS = 24 * 3_600_000
/** Staff put down for a week what nobody thought of in time. */
const STAFF_AFTER_MS = 7 * AFTER_MS

interface TimesOfShift {
  startsAt: number
  endsAt: number
  isDemo: boolean | number
}

/** At a demo place a story is told at once (api.md, Signing in): there nobody comes too early. */
export function mayCheckInAt({ startsAt, endsAt, isDemo }: TimesOfShift, now: Date): boolean {
  return (Boolean(isDemo) || now.getTime() >= startsAt - BEFORE_MS) && now.getTime() <= endsAt + AFTER_MS
}

/** Before the beginning it would count as nothing, and be done. */
export function mayCheckOutAt(shift: Pick<TimesOfShift, 'startsAt' | 'isDemo'>, now: Date): boolean {
  return Boolean(shift.isDemo) || !isToCome(shift, now)
}

/** Hours are attested from when people come, by the organiser for a day after the end, by staff for a week. */
export function mayAttestAt(shift: TimesOfShift, isStaff: boolean, now: Date): boolean {
  return mayCheckInAt(shift, now) || (isStaff && isOver(shift, now) && now.getTime() <= shift.endsAt + STAFF_AFTER_MS)
}

export function isOver({ endsAt }: { endsAt: number }, now: Date): boolean {
  return endsAt <= now.getTime()
}

/** It has not begun. */
export function isToCome({ startsAt }: { startsAt: number }, now: Date): boolean {
  return startsAt > now.getTime()
}
