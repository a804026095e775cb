const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Asia/Shanghai: eight hours before UTC all the year round, since 1991. */
const OFFSET_MS = 8 * HOUR_MS
/** 1 January 1970 was a Thursday. */
const MONDAY_BEFORE_EPOCH_MS = 3 * DAY_MS

/** The day of an instant in Shanghai, "2026-11-20". */
export function dayOf(at: Date): string {
  return new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 10)
}

/** "2026-11-22 09:00", by the clock on the wall in Shanghai. */
export function wallTime(at: number): string {
  return new Date(at + OFFSET_MS).toISOString().slice(0, 16).replace('T', ' ')
}

/** The instant at which a day in Shanghai begins. */
export function startOfDay(day: string): Date {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) - OFFSET_MS)
}

export function nextDay(day: string): string {
  return dayOf(new Date(startOfDay(day).getTime() + DAY_MS))
}

/** Mondays in Shanghai since 1970: one number for the days from Monday to Sunday. */
export function weekOf(at: Date): number {
  return Math.floor((at.getTime() + OFFSET_MS + MONDAY_BEFORE_EPOCH_MS) / (7 * DAY_MS))
}

export interface Quarter {
  /** "2026-Q4". */
  name: string
  startsAt: Date
}

/** The quarter of the year in which an instant lies, in Shanghai. */
export function quarterOf(at: Date): Quarter {
  const [year = '', month = ''] = dayOf(at).split('-')
  const number = Math.ceil(Number(month) / 3)
  const firstMonth = String(number * 3 - 2).padStart(2, '0')
  return { name: `${year}-Q${number}`, startsAt: startOfDay(`${year}-${firstMonth}-01`) }
}
