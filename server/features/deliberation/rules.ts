import type { DeliberationRules, TopicAction, TopicState } from '../../../src/contract'
import { Problem } from '../../kernel/problem'

export type TopicVerb = TopicAction['action']

/** In which part somebody acts: an office, not a person. The host of a meeting is its facilitator, or the secretary. */
export type Part = 'secretary' | 'host' | 'resident' | 'councillor'

export interface Move {
  verb: TopicVerb
  by: Part
  from: readonly TopicState[]
  to: TopicState | 'same'
}

const BEFORE_OPEN = ['accepted', 'inviting', 'scheduled'] as const
const MEETING = ['inviting', 'scheduled', 'open', 'closed'] as const
const DONE = ['published', 'evaluated'] as const

/**
 * All that can be done with a topic. What is not here is not possible; the database holds the moves from state to state too (trigger
 * TopicEvent_possible). A meeting may be fixed, moved and filled at any time up to the review.
 */
export const MOVES: readonly Move[] = [
  { verb: 'second', by: 'councillor', from: ['proposed'], to: 'same' },
  { verb: 'accept', by: 'secretary', from: ['proposed'], to: 'accepted' },
  { verb: 'refuse', by: 'secretary', from: ['proposed'], to: 'refused' },
  { verb: 'invite', by: 'secretary', from: ['accepted'], to: 'inviting' },
  { verb: 'invite', by: 'secretary', from: MEETING, to: 'same' },
  { verb: 'schedule', by: 'secretary', from: ['accepted', 'inviting'], to: 'scheduled' },
  { verb: 'schedule', by: 'secretary', from: ['scheduled', 'open', 'closed'], to: 'same' },
  { verb: 'open', by: 'secretary', from: BEFORE_OPEN, to: 'open' },
  { verb: 'close', by: 'secretary', from: ['open'], to: 'closed' },
  { verb: 'review', by: 'secretary', from: ['closed'], to: 'reviewed' },
  { verb: 'publish', by: 'secretary', from: ['reviewed'], to: 'published' },
  { verb: 'publish_minutes', by: 'host', from: ['scheduled', 'open', 'closed', 'reviewed', ...DONE], to: 'same' },
  { verb: 'answer', by: 'secretary', from: DONE, to: 'same' },
  { verb: 'attest', by: 'host', from: ['scheduled', 'open', 'closed'], to: 'same' },
  { verb: 'confirm', by: 'resident', from: MEETING, to: 'same' },
  { verb: 'decline', by: 'resident', from: MEETING, to: 'same' },
  { verb: 'attend', by: 'resident', from: ['scheduled', 'open', 'closed'], to: 'same' },
  { verb: 'evaluate', by: 'resident', from: ['published'], to: 'evaluated' },
  { verb: 'evaluate', by: 'resident', from: ['evaluated'], to: 'same' },
]

/** In which part a verb is done. */
export function partOf(verb: TopicVerb): Part {
  const move = MOVES.find((known) => known.verb === verb)
  if (move === undefined) throw new Error(`broken belief: no move for ${verb}`)
  return move.by
}

/** Where a verb leads from a state, or null where it is not possible. */
export function nextState(state: TopicState, verb: TopicVerb): TopicState | null {
  const move = MOVES.find((known) => known.verb === verb && known.from.includes(state))
  if (move === undefined) return null
  return move.to === 'same' ? state : move.to
}

/** Where a community has said nothing else (issue 6: twenty households, five working days). */
export const DEFAULT_RULES: DeliberationRules = {
  supportHouseholds: 20,
  answerWorkingDays: 5,
  moderatesStatements: false,
  statementsPerPerson: 50,
}

/** So few stars ask the secretary for an answer. */
export const LOW_STARS_MAX = 2

export function isLow(stars: number): boolean {
  return stars <= LOW_STARS_MAX
}

const DAY_MS = 86_400_000
const AHEAD_DAYS_MAX = 366
/** How far a phone's clock may be behind. */
const SKEW_MINUTES_MAX = 10

/**
 * A time to come, within a year.
 * @throws Problem invalid_request where it is no time, past, or too far ahead
 */
export function timeAhead(text: string, path: string, now: Date): Date {
  const at = new Date(text)
  if (Number.isNaN(at.getTime())) throw invalid(path, 'no such time')
  if (at.getTime() < now.getTime() - SKEW_MINUTES_MAX * 60_000) throw invalid(path, 'in the past')
  if (at.getTime() > now.getTime() + AHEAD_DAYS_MAX * DAY_MS) throw invalid(path, 'more than a year ahead')
  return at
}

export function invalid(path: string, message: string): Problem {
  return new Problem('invalid_request', { fields: [{ path, message }] })
}

/** Open to votes: said to be, and its end not yet come, whether or not the clock has closed it. */
export function isOpen(topic: { state: string; closesAt: number | null }, now: Date): boolean {
  return topic.state === 'open' && topic.closesAt !== null && topic.closesAt > now.getTime()
}

/** The state as people are shown it: what has ended is closed, whether or not the clock has come by. */
export function stateNow(topic: { state: string; closesAt: number | null }, now: Date): TopicState {
  const hasEnded = topic.state === 'open' && !isOpen(topic, now)
  return hasEnded ? 'closed' : (topic.state as TopicState)
}

const CLOSED: readonly string[] = ['closed', 'reviewed', 'published', 'evaluated']

/** The votes of a closed topic are there for anybody. */
export function isClosed(state: string): boolean {
  return CLOSED.includes(state)
}
