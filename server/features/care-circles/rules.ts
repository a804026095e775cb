import type { CareCircleAction, CareCircleState } from '../../../src/contract'

const MINUTE_MS = 60_000
const CHINA_OFFSET_MS = 8 * 60 * MINUTE_MS
const DAY_MS = 24 * 60 * MINUTE_MS
/** Silence by ten in the morning is asked about. */
const SILENT_FROM_MINUTES = 10 * 60
/** A door that moves in the night may be somebody who came home late: the morning begins at five. */
const MORNING_FROM_MINUTES = 5 * 60
/** How long each neighbour has to look in before the next is asked. */
const NEXT_AFTER_MINUTES = 15
export const NEIGHBOURS_MIN = 2
export const NEIGHBOURS_MAX = 5

/** The instant of the day, by the clock of China, from which on silence is asked about. */
export function silentFrom(now: Date): Date {
  const midnight = Math.floor((now.getTime() + CHINA_OFFSET_MS) / DAY_MS) * DAY_MS - CHINA_OFFSET_MS
  return new Date(midnight + SILENT_FROM_MINUTES * MINUTE_MS)
}

/** Whether a door that moved then says of today that somebody is up. A sensor's clock that runs ahead is taken at ours. */
export function countsAsFine(movedAt: Date, now: Date): boolean {
  const moved = Math.min(movedAt.getTime(), now.getTime())
  const midnight = silentFrom(now).getTime() - SILENT_FROM_MINUTES * MINUTE_MS
  return moved >= midnight + MORNING_FROM_MINUTES * MINUTE_MS
}

export function nextAskAt(now: Date): Date {
  return new Date(now.getTime() + NEXT_AFTER_MINUTES * MINUTE_MS)
}

export interface CircleFacts {
  state: string
  neighbours: number
  fineOn: string | null
  silentOn: string | null
}

export function stateOf({ state, neighbours }: CircleFacts): CareCircleState {
  if (state === 'paused') return 'paused'
  return neighbours < NEIGHBOURS_MIN ? 'gathering' : 'running'
}

export function todayOf({ fineOn, silentOn }: CircleFacts, today: string): 'fine' | 'waiting' | 'silent' {
  if (fineOn === today) return 'fine'
  return silentOn === today ? 'silent' : 'waiting'
}

/** Whether the circle as it stands lets a verb be done; who may do it is policy. */
export function allowsVerb(circle: CircleFacts, verb: CareCircleAction['action'], today: string): boolean {
  if (verb === 'pause') return circle.state === 'running'
  if (verb === 'resume') return circle.state === 'paused'
  if (verb === 'fine') return circle.fineOn !== today
  if (verb === 'seen') return todayOf(circle, today) === 'silent'
  return true
}
