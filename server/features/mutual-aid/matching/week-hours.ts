import type { OfferFacts, WeeklyWindow } from './facts'
import { OVERLAP_MINUTES_MIN } from './rules'

const MINUTES_IN_HOUR = 60
/** In every mask of a need, and in those of what is for any time. */
const ANY_TIME = 1 << 24

/** The hours that a window touches, as bits: two that have a quarter of an hour in common share one. */
function hoursOf({ fromMinute, toMinute }: WeeklyWindow): number {
  let hours = 0
  for (let hour = Math.floor(fromMinute / MINUTES_IN_HOUR); hour * MINUTES_IN_HOUR < toMinute; hour += 1)
    hours |= 1 << hour
  return hours
}

/** By weekday (0 is Monday) and offer: the hours in which it may be free. */
export function hoursOfWeek(offers: readonly OfferFacts[]): Int32Array[] {
  const week = Array.from({ length: 7 }, () => new Int32Array(offers.length))
  for (const [at, { weekly }] of offers.entries()) {
    if (weekly.length === 0) for (const day of week) day[at] = ANY_TIME
    for (const window of weekly) {
      const day = week[window.weekday - 1] as Int32Array
      day[at] = (day[at] as number) | hoursOf(window)
    }
  }
  return week
}

/** A weekday (0 is Monday), and hours of it as bits. */
export interface DayHours {
  weekday: number
  hours: number
}

/** The weekdays of a need, and the hours of each in which a helper would have to be free. */
export function hoursOfDays(days: readonly WeeklyWindow[]): DayHours[] {
  const week = new Map<number, number>()
  for (const day of days) week.set(day.weekday - 1, (week.get(day.weekday - 1) ?? ANY_TIME) | hoursOf(day))
  return Array.from(week, ([weekday, hours]) => ({ weekday, hours }))
}

/** The weekly windows of many offers one behind the other, for the search that goes through them millions of times: `isFreeOn` of the rules. */
export class WeekHours {
  /** The windows of offer `i` are those from `starts[i]` up to `starts[i + 1]`. */
  readonly #starts: Int32Array
  readonly #weekdays: Uint8Array
  readonly #from: Uint16Array
  readonly #to: Uint16Array

  constructor(offers: readonly OfferFacts[]) {
    this.#starts = new Int32Array(offers.length + 1)
    for (const [number, { weekly }] of offers.entries())
      this.#starts[number + 1] = (this.#starts[number] as number) + weekly.length
    const count = this.#starts[offers.length] as number
    this.#weekdays = new Uint8Array(count)
    this.#from = new Uint16Array(count)
    this.#to = new Uint16Array(count)
    for (const [number, { weekly }] of offers.entries()) {
      for (const [index, { weekday, fromMinute, toMinute }] of weekly.entries()) {
        const at = (this.#starts[number] as number) + index
        this.#weekdays[at] = weekday
        this.#from[at] = fromMinute
        this.#to[at] = toMinute
      }
    }
  }

  /** Whether an offer is for any time, or has a quarter of an hour in common with one of the days. */
  isFree(number: number, days: readonly WeeklyWindow[]): boolean {
    const [start, end] = [this.#starts[number] as number, this.#starts[number + 1] as number]
    for (let at = start; at < end; at += 1) {
      const weekday = this.#weekdays[at]
      for (let index = 0; index < days.length; index += 1) {
        const day = days[index] as WeeklyWindow
        if (day.weekday !== weekday) continue
        const from = Math.max(this.#from[at] as number, day.fromMinute)
        if (Math.min(this.#to[at] as number, day.toMinute) - from >= OVERLAP_MINUTES_MIN) return true
      }
    }
    return start === end
  }
}
