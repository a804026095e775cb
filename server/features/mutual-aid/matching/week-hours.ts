import type { OfferFacts, WeeklyWindow } from './facts'
import { OVERLAP_MINUTES_MIN } from './rules'

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
