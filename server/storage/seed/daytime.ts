const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Asia/Shanghai: eight hours before UTC all the year round. */
const OFFSET_MS = 8 * HOUR_MS
/** The part of the day in which the demo's people write. */
const WAKES_MS = 6.5 * HOUR_MS
const AWAKE_MS = 16 * HOUR_MS

/** Time as people live it: days of sixteen hours, one behind the other, without the nights. */
function toAwake(at: Date): number {
  const local = at.getTime() + OFFSET_MS
  const day = Math.floor(local / DAY_MS)
  return day * AWAKE_MS + Math.min(Math.max(local - day * DAY_MS - WAKES_MS, 0), AWAKE_MS)
}

function fromAwake(awake: number): Date {
  const day = Math.floor(awake / AWAKE_MS)
  return new Date(day * DAY_MS + WAKES_MS + (awake - day * AWAKE_MS) - OFFSET_MS)
}

/** The latest time by day that is an hour past. */
export function latestMoment(now: Date): Date {
  return fromAwake(toAwake(new Date(now.getTime() - HOUR_MS)))
}

/** A time of the clock ("07:35") in Shanghai, so many days ago. */
export function clockTime(now: Date, daysAgo: number, time: string): Date {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  const midnight = Math.floor((now.getTime() + OFFSET_MS) / DAY_MS) * DAY_MS - OFFSET_MS
  return new Date(midnight - daysAgo * DAY_MS + (hours * 60 + minutes) * 60_000)
}

/** The same, or a day earlier where that is not yet past by an hour and half of another. */
export function pastTime(now: Date, daysAgo: number, time: string): Date {
  const at = clockTime(now, daysAgo, time)
  return at.getTime() <= latestMoment(now).getTime() - HOUR_MS / 2 ? at : new Date(at.getTime() - DAY_MS)
}

/** A time by day between two times; `part` 0 is the first of them, 1 the second. */
export function between(from: Date, to: Date, part: number): Date {
  const [first, last] = [toAwake(from), toAwake(to)]
  return fromAwake(Math.floor(first + (last - first) * part))
}

/** So many hours of daytime later, but not after `latest`. */
export function laterByDay(from: Date, hours: number, latest: Date): Date {
  const later = fromAwake(toAwake(from) + hours * HOUR_MS)
  return later < latest ? later : latest
}

const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'] as const

/** "11月20日（周五）" */
export function dateInWords(at: Date): string {
  const local = new Date(at.getTime() + OFFSET_MS)
  return `${local.getUTCMonth() + 1}月${local.getUTCDate()}日（周${WEEKDAYS[local.getUTCDay()]}）`
}
