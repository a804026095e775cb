import type { Clock } from '../../server/kernel/clock'

/** A clock that stands still until it is told to move. */
export class FakeClock implements Clock {
  #now: Date
  constructor(start = '2026-11-20T01:00:00.000Z') {
    this.#now = new Date(start)
  }
  now(): Date {
    return new Date(this.#now)
  }
  set(time: string): void {
    this.#now = new Date(time)
  }
  advance(span: { minutes?: number; hours?: number; days?: number; seconds?: number }): void {
    const { days = 0, hours = 0, minutes = 0, seconds = 0 } = span
    this.#now = new Date(this.#now.getTime() + (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000)
  }
}
