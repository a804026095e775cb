/** Checking in begins two hours before a shift, and ends a day after it, for those who forgot to check out. */
const BEFORE_MS = 2 * 3_600_000
const AFTER_MS = 24 * 3_600_000

interface TimesOfShift {
  startsAt: number
  endsAt: number
  isDemo: boolean | number
}

/** At a demo place a story is told at once (api.md, Signing in): there nobody comes too early. */
export function mayCheckInAt({ startsAt, endsAt, isDemo }: TimesOfShift, now: Date): boolean {
  return (Boolean(isDemo) || now.getTime() >= startsAt - BEFORE_MS) && now.getTime() <= endsAt + AFTER_MS
}

/** It has not begun. */
export function isToCome({ startsAt }: { startsAt: number }, now: Date): boolean {
  return startsAt > now.getTime()
}
