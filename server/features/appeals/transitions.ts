import type { AppealLevel, TimelineRole } from '../../../src/contract'
import { type Desk, type Move, OPEN, type Situation, type Verb } from './situation'
import { TRANSITIONS } from './transition-table'

export { type Desk, type Move, OPEN, type Situation, type Verb, WAITING } from './situation'
export { TRANSITIONS } from './transition-table'

const UP: Record<AppealLevel, AppealLevel> = { grid: 'street', street: 'above', above: 'above' }
const DESK_OF_LEVEL: Record<AppealLevel, Desk> = { grid: 'grid', street: 'street', above: 'above' }

/** The row for a verb by somebody in this role now, or null. */
export function findMove(situation: Situation, verb: Verb, role: TimelineRole): Move | null {
  const { state, desk, level } = situation
  const isPossible = (move: Move) =>
    move.verb === verb &&
    move.by.includes(role) &&
    move.from.includes(state) &&
    (move.desks === undefined || move.desks.includes(desk)) &&
    (move.levels === undefined || move.levels.includes(level)) &&
    (move.when === undefined || move.when(situation))
  return TRANSITIONS.find(isPossible) ?? null
}

/** Why there is no such row: the role never does this; it does it in this state, but at another desk; or not in this state. */
export function refuseMove(situation: Situation, verb: Verb, role: TimelineRole): 'not_allowed' | 'wrong_state' | null {
  if (findMove(situation, verb, role)) return null
  const rows = TRANSITIONS.filter((move) => move.verb === verb && move.by.includes(role))
  if (rows.length === 0) return 'not_allowed'
  const atAnotherDesk = rows.some(
    ({ from, desks }) => from.includes(situation.state) && desks !== undefined && !desks.includes(situation.desk),
  )
  return atAnotherDesk ? 'not_allowed' : 'wrong_state'
}

export function applyMove(situation: Situation, move: Move): Situation {
  const level = move.level === 'same' ? situation.level : move.level === 'up' ? UP[situation.level] : move.level
  const desk = move.desk === 'same' ? situation.desk : move.desk === 'by level' ? DESK_OF_LEVEL[level] : move.desk
  const state = move.to === 'same' ? situation.state : move.to
  return {
    state,
    level,
    desk,
    isConflict: situation.isConflict,
    endedBy: OPEN.includes(state) ? null : (move.endedBy ?? null),
  }
}

/** Hours of work that a later desk has from the moment it gets a case; `workingHours` is what the dispatch table gave the case. */
export function hoursOfDesk(desk: Desk, workingHours: number): number {
  if (desk === 'grid') return workingHours
  if (desk === 'community') return 8
  return Math.max(desk === 'street' ? 16 : 24, workingHours)
}
