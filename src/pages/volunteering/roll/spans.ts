import { LIMITS } from '@/contract/limits'

const QUARTER = 15
const MINUTE_MS = 60_000
/** Where the shift is not known: the phone has no network, and never saw it. */
const SPANS = [30, 60, 90, 120, 180, 240]

/**
 * Spans that an organiser attests for whoever has no phone, in minutes: the whole shift first, then parts of it, then what ran late, up to an hour.
 * In quarters of an hour, as hours are counted.
 */
export function spansOf(shift: { startsAt: string; endsAt: string } | null): number[] {
  if (shift === null) return SPANS
  const whole = Math.round((Date.parse(shift.endsAt) - Date.parse(shift.startsAt)) / MINUTE_MS / QUARTER) * QUARTER
  const parts = [1, 0.75, 0.5, 0.25].map((part) => Math.round((whole * part) / QUARTER) * QUARTER)
  return [...new Set([...parts, whole + 30, whole + 60])].filter(
    (minutes) => minutes >= QUARTER && minutes <= LIMITS.serviceMinutes,
  )
}
