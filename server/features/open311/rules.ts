import type { AppealState } from '../../../src/contract'
import { Problem } from '../../kernel/problem'

const CLOSED: readonly AppealState[] = ['closed', 'merged', 'withdrawn']
const OPEN: readonly AppealState[] = [
  'submitted',
  'accepted',
  'whistled',
  'approved',
  'assigned',
  'answered',
  'reopened',
]

export type Status = 'open' | 'closed'
const STATES: Record<Status, readonly AppealState[]> = { open: OPEN, closed: CLOSED }

export function statusOf(state: AppealState): Status {
  return CLOSED.includes(state) ? 'closed' : 'open'
}

export function statesOf(statuses: readonly string[]): AppealState[] {
  const chosen = statuses.length === 0 ? ['open', 'closed'] : statuses
  const unknown = chosen.find((status) => !(status in STATES))
  if (unknown !== undefined) throw refusal('status', 'open or closed')
  return chosen.flatMap((status) => STATES[status as Status])
}

/** "The default query limit is a span of 90 days or first 1000 requests returned, whichever is smallest" (GeoReport v2, Response Volume). */
export const REQUESTS_MAX = 1_000
const SPAN_DAYS_MAX = 90
const DAY_MS = 86_400_000

/** A date and time with its zone (W3C note on date and time formats, as GeoReport v2 wants it). */
const W3C = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/

export interface Range {
  from: Date
  until: Date
}

/**
 * The range to search: as asked, or 90 days from its beginning, or up to its end, or up to now.
 * @throws Problem invalid_request where a date is none, or the range spans more than 90 days
 */
export function rangeOf(start: string | undefined, end: string | undefined, now: Date): Range {
  const from = readDate('start_date', start)
  const until = readDate('end_date', end)
  const span = SPAN_DAYS_MAX * DAY_MS
  if (from === null) return { from: new Date((until ?? now).getTime() - span), until: until ?? now }
  if (until === null) return { from, until: new Date(from.getTime() + span) }
  const asked = until.getTime() - from.getTime()
  if (asked < 0) throw refusal('end_date', 'before start_date')
  if (asked > span) throw refusal('end_date', `more than ${SPAN_DAYS_MAX} days after start_date`)
  return { from, until }
}

function readDate(path: string, value: string | undefined): Date | null {
  if (value === undefined) return null
  // In an address a plus sign is a blank.
  const date = new Date(W3C.test(value.replace(' ', '+')) ? value.replace(' ', '+') : Number.NaN)
  if (Number.isNaN(date.getTime())) throw refusal(path, 'a date and time with its zone, such as 2010-01-01T00:00:00Z')
  return date
}

/** A parameter that may be given several times, with commas, or empty, which is the same as not at all. */
export function listOf(value: string | readonly string[] | undefined): string[] {
  const values = typeof value === 'string' ? [value] : (value ?? [])
  return values
    .flatMap((one) => one.split(','))
    .map((one) => one.trim())
    .filter(Boolean)
}

export function refusal(path: string, message: string): Problem {
  return new Problem('invalid_request', { fields: [{ path, message }] })
}
