import { LIMITS } from '../../../src/contract'
import { Problem } from '../../kernel/problem'

const DAY_MS = 86_400_000
/** How far ahead a notice may be written. */
const AHEAD_DAYS_MAX = 366
/** How far a phone's clock may be behind. */
const SKEW_MINUTES_MAX = 10
/** How long a notice may stand. */
const STANDING_DAYS_MAX = 3_660

export interface NoticeTimes {
  publishAt: Date
  expiresAt: Date | null
}

/**
 * When a notice is shown: now, unless a later time was asked for, until it ends. A phone's clock that is a little behind means now.
 * @throws Problem invalid_request where a time is no time, past, too far ahead, or the end does not come after the beginning
 */
export function noticeTimes(
  wanted: { publishAt?: string | undefined; expiresAt?: string | undefined },
  now: Date,
): NoticeTimes {
  const asked = readTime(wanted.publishAt, 'publishAt')
  if (asked !== null && asked.getTime() < now.getTime() - SKEW_MINUTES_MAX * 60_000)
    throw refusal('publishAt', 'in the past')
  const publishAt = asked !== null && asked > now ? asked : now
  if (publishAt.getTime() > now.getTime() + AHEAD_DAYS_MAX * DAY_MS)
    throw refusal('publishAt', 'more than a year ahead')
  const expiresAt = readTime(wanted.expiresAt, 'expiresAt')
  if (expiresAt !== null && expiresAt <= publishAt) throw refusal('expiresAt', 'not after publishAt')
  if (expiresAt !== null && expiresAt.getTime() > now.getTime() + STANDING_DAYS_MAX * DAY_MS) {
    throw refusal('expiresAt', 'more than ten years ahead')
  }
  return { publishAt, expiresAt }
}

/** A leap second has the form of a time and is none to a calendar. */
function readTime(text: string | undefined, path: string): Date | null {
  if (text === undefined) return null
  const time = new Date(text)
  if (Number.isNaN(time.getTime())) throw refusal(path, 'no such time')
  return time
}

function refusal(path: string, message: string): Problem {
  return new Problem('invalid_request', { fields: [{ path, message }] })
}

/** At most one reminder an hour: who is reminded too often stops reading. */
export function mayRemindAgain(lastRemindedAt: number | null, now: Date): boolean {
  return lastRemindedAt === null || lastRemindedAt <= remindedBefore(now).getTime()
}

/** The latest time of an earlier reminder that allows another now. */
export function remindedBefore(now: Date): Date {
  return new Date(now.getTime() - LIMITS.reminderIntervalMinutes * 60_000)
}

const inHumanOrder = new Intl.Collator('zh-CN', { numeric: true })

export interface DoorKey {
  buildingOrder: number
  buildingId: string
  number: string
  personId: string
}

/** Doors as a person walks past them: building by building, 1-201 before 1-1001. */
export function compareDoors(a: DoorKey, b: DoorKey): number {
  return (
    a.buildingOrder - b.buildingOrder ||
    compareText(a.buildingId, b.buildingId) ||
    inHumanOrder.compare(a.number, b.number) ||
    compareText(a.number, b.number) ||
    compareText(a.personId, b.personId)
  )
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
