import dayjs from 'dayjs'

/* A moment as two pickers show it, in the phone's own zone. */

export const dateOf = (iso: string): string => dayjs(iso).format('YYYY-MM-DD')

export const hourOf = (iso: string): string => dayjs(iso).format('HH:mm')

export const momentOf = (date: string, hour: string): string => dayjs(`${date}T${hour}`).toISOString()

/** What "at a time" begins with: tomorrow morning, when people are up. */
export const tomorrowMorning = (now: Date): string =>
  dayjs(now).add(1, 'day').hour(8).minute(0).second(0).millisecond(0).toISOString()

const STANDING_DAYS = 7

/** What an end begins with: a week after the beginning, at the end of the day. */
export const weekAfter = (from: string | Date): string =>
  dayjs(from).add(STANDING_DAYS, 'day').hour(20).minute(0).second(0).millisecond(0).toISOString()

export type TimesFault = 'pastPublish' | 'badExpiry' | null

/** Why the times cannot stand. Null where they can. */
export function timesFault(publishAt: string | null, expiresAt: string | null, now: Date): TimesFault {
  if (publishAt !== null && new Date(publishAt) <= now) return 'pastPublish'
  const from = publishAt === null ? now : new Date(publishAt)
  return expiresAt !== null && new Date(expiresAt) <= from ? 'badExpiry' : null
}
