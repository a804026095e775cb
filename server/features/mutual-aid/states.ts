import { LIMITS, type MatchState, type Urgency, type WeeklyHours } from '../../../src/contract'
import { Problem } from '../../kernel/problem'
import type { WeeklyWindow } from './matching/facts'
import type { MatchVerb } from './policy'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** From which states a verb leads where; what only tells somebody leaves the state. */
const FROM: Record<MatchVerb, readonly MatchState[]> = {
  accept: ['asked'],
  decline: ['asked'],
  cancel: ['asked', 'accepted'],
  thank: ['accepted'],
  no_show: ['accepted'],
  unsafe: ['accepted', 'thanked'],
}

export function allowsVerb(state: string, verb: MatchVerb): boolean {
  return FROM[verb].some((from) => from === state)
}

/** Nobody can have failed to come before it begins; it is said once. */
export function mayBeNoShow(match: { startsAt: number; isNoShow: unknown }, now: number): boolean {
  return match.startsAt <= now && !match.isNoShow
}

/**
 * The span of a need: it ends after it begins, and after now, and lies within the next month.
 * @throws Problem invalid_request that names the field
 */
export function needSpan(wanted: { from: string; to: string }, now: Date): { startsAt: Date; endsAt: Date } {
  const [startsAt, endsAt] = [new Date(wanted.from), new Date(wanted.to)]
  if (Number.isNaN(startsAt.getTime())) throw refusal('from', 'no such time')
  if (Number.isNaN(endsAt.getTime())) throw refusal('to', 'no such time')
  if (endsAt <= startsAt) throw refusal('to', 'not after from')
  if (endsAt <= now) throw refusal('to', 'in the past')
  if (endsAt.getTime() - startsAt.getTime() > LIMITS.needDays * DAY_MS) throw refusal('to', 'too long after from')
  if (endsAt.getTime() > now.getTime() + LIMITS.needDays * DAY_MS) throw refusal('to', 'too far ahead')
  return { startsAt, endsAt }
}

const minuteOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

/** @throws Problem invalid_request where a window ends before it begins */
export function toWindows(weekly: readonly WeeklyHours[]): WeeklyWindow[] {
  return weekly.map(({ weekday, from, to }, index) => {
    const [fromMinute, toMinute] = [minuteOf(from), minuteOf(to)]
    if (toMinute <= fromMinute) throw refusal(`weekly/${index}/to`, 'not after from')
    return { weekday: weekday === 0 ? 7 : weekday, fromMinute, toMinute }
  })
}

function refusal(path: string, message: string): Problem {
  return new Problem('invalid_request', { fields: [{ path, message }] })
}

/** How many are asked in a round: two, two more, and from the third on, for what is needed now, everybody who fits. */
const ASKED_A_ROUND = 2
export const EVERYBODY = 200
export const ROUND_OF_ALL = 3
/** How long a round has to answer before the next begins. */
const ROUND_MS: Record<Urgency, number> = { now: 3 * MINUTE_MS, today: 30 * MINUTE_MS, normal: 12 * 60 * MINUTE_MS }
const ROUNDS_MAX = 8

/** Before the first round whoever needs help may choose for themselves. */
export function firstRoundAt(urgency: Urgency, now: Date): Date {
  return new Date(now.getTime() + (urgency === 'now' ? 0 : ROUND_MS[urgency]))
}

export function roundOf(urgency: Urgency, round: number, now: Date): { asked: number; nextAt: Date | null } {
  const asked = urgency === 'now' && round >= ROUND_OF_ALL ? EVERYBODY : ASKED_A_ROUND
  return { asked, nextAt: round >= ROUNDS_MAX ? null : new Date(now.getTime() + ROUND_MS[urgency]) }
}
