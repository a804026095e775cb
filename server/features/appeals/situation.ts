import type { AppealLevel, AppealState, TimelineRole } from '../../../src/contract'

/** The kind of office that has a case now. `above` is a place above the street; where nobody sits there, the street answers for it. */
export type Desk = 'grid' | 'community' | 'street' | 'department' | 'above'

export type Verb =
  | 'accept'
  | 'answer'
  | 'whistle'
  | 'approve'
  | 'send_back'
  | 'assign'
  | 'merge'
  | 'note'
  | 'hand_over'
  | 'rate_well'
  | 'rate_badly'
  | 'withdraw'
  | 'join'
  | 'undo_time_out'
  | 'escalate'
  | 'time_out'

/** What decides about a case's next step, and nothing else of it. */
export interface Situation {
  state: AppealState
  level: AppealLevel
  desk: Desk
  isConflict: boolean
  /** How it ended, where it has. */
  endedBy: 'rating' | 'time_out' | 'withdrawal' | 'merge' | null
}

/**
 * What the move does to the clock. start: hours of work from now; keep: as it was; question: the resident is asked, and has seven days;
 * end: nobody has to act any more; late: it stays due, and the clock has nothing more to do.
 */
export type ClockEffect = 'start' | 'keep' | 'question' | 'end' | 'late'

export interface Move {
  verb: Verb
  by: readonly TimelineRole[]
  from: readonly AppealState[]
  /** Desks on which it is possible; all where left out. */
  desks?: readonly Desk[]
  levels?: readonly AppealLevel[]
  when?: (situation: Situation) => boolean
  to: AppealState | 'same'
  level: AppealLevel | 'same' | 'up'
  /** `by level`: the desk that answers for the new level. */
  desk: Desk | 'same' | 'by level'
  clock: ClockEffect
  endedBy?: Situation['endedBy']
}

export const WAITING: readonly AppealState[] = ['submitted', 'accepted', 'whistled', 'approved', 'assigned', 'reopened']
export const OPEN: readonly AppealState[] = [...WAITING, 'answered']
