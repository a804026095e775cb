import type { AppealCategory, AppealLevel, AppealState } from '../../../src/contract'
import { OPEN } from './transitions'

/** What of a case is counted. */
export interface CountedCase {
  state: AppealState
  level: AppealLevel
  category: AppealCategory
  buildingId: string | null
  /** One digit for each rating. */
  starsGiven: string
  createdAt: number
  answeredAt: number | null
  overdueAt: number | null
}

const HOUR_MS = 3_600_000
/** Up to this, hours are counted one by one; then by days, whose last hour stands for all of it. */
const EXACT_HOURS = 72
const HOURS_MAX = 24 * 365

/** The counters to which a case adds one each; a rating adds one for every time it was given. */
export function countedAs(one: CountedCase): string[] {
  const { state, level, category, buildingId } = one
  const isOpen = OPEN.includes(state)
  const counters = [`state:${state}`, `level:${level}`, `category:${category}`]
  if (buildingId !== null) counters.push(`building:${buildingId}`)
  if (buildingId !== null && isOpen) counters.push(`buildingOpen:${buildingId}`)
  for (const stars of one.starsGiven) counters.push(`stars:${stars}`)
  if (state === 'closed') {
    counters.push(`closed:${level}`, one.overdueAt === null ? 'onTime' : 'late')
    counters.push(`hours:${hoursBucket(((one.answeredAt ?? one.createdAt) - one.createdAt) / HOUR_MS)}`)
  }
  return counters
}

type Around = Record<'communityId' | 'gridId' | 'streetId', string>

/**
 * Where a case stands under a counter: the keys of AppealCount. A street has too many buildings to be counted by them; its page is made up of
 * its communities.
 */
export function countersOf(
  { communityId, gridId, streetId }: Around,
  counter: string,
): [communityId: string, gridId: string][] {
  const near: [string, string][] = [
    [communityId, communityId],
    [communityId, gridId],
  ]
  return counter.startsWith('building') ? near : [...near, [streetId, streetId]]
}

/** Whole hours, begun ones counted. */
export function hoursBucket(hours: number): number {
  const whole = Math.min(Math.max(Math.ceil(hours), 0), HOURS_MAX)
  return whole <= EXACT_HOURS ? whole : Math.ceil(whole / 24) * 24
}

/** By how much each counter changes, in the order of their names; those that stay are left out. */
export function countChanges(before: readonly string[], after: readonly string[]): Map<string, number> {
  const changes = new Map<string, number>()
  for (const name of before) changes.set(name, (changes.get(name) ?? 0) - 1)
  for (const name of after) changes.set(name, (changes.get(name) ?? 0) + 1)
  return new Map([...changes].filter(([, change]) => change !== 0).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** The lower median of a histogram, or null where it is empty. */
export function medianOf(counts: ReadonlyMap<number, number>): number | null {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  let seen = 0
  for (const [value, count] of [...counts].sort(([a], [b]) => a - b)) {
    seen += count
    if (count > 0 && seen * 2 >= total) return value
  }
  return null
}

export interface Period {
  /** "2026-11-20", both counted in. */
  from: string
  to: string
}

/** The periods of AppealCount that make up a span of days: whole months where there are such, days at the edges. */
export function periodsOf({ from, to }: Period): string[] {
  const periods: string[] = []
  let day = from
  while (day <= to) {
    const last = lastOfMonth(day)
    if (day.endsWith('-01') && last <= to) {
      periods.push(day.slice(0, 7))
      day = nextDay(last)
    } else {
      periods.push(day)
      day = nextDay(day)
    }
  }
  return periods
}

function lastOfMonth(day: string): string {
  const [year = 0, month = 0] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 24 * HOUR_MS).toISOString().slice(0, 10)
}
