import { LIMITS } from '../../../src/contract'
import { dueAfter, type WorkingCalendar } from '../../kernel/working-days'
import { applyMove, type Desk, hoursOfDesk, type Move, OPEN, type Situation } from './transitions'

const DAY_MS = 86_400_000
/** The time-out is announced with the answer, and once more this long before it comes. */
const ANNOUNCED_BEFORE_DAYS = 2

export interface Times {
  dueAt: number | null
  /** Since when the hours count, where the due time is provisional (working-days.ts, dueAfter). */
  provisionalSince: number | null
  actAt: number | null
  overdueAt: number | null
  answeredAt: number | null
  closesAt: number | null
  announcedAt: number | null
  endedAt: number | null
}

export interface Pace {
  /** What the dispatch table gave the case. */
  workingHours: number
  calendar: WorkingCalendar
}

/** The times of a case after a move. */
export function timesAfter(times: Times, move: Move, after: Situation, pace: Pace, at: Date): Times {
  const now = at.getTime()
  const isLate = times.dueAt !== null && times.dueAt < now
  const overdueAt = times.overdueAt ?? (isLate || move.clock === 'late' ? times.dueAt : null)
  const answeredAt = move.verb === 'answer' ? now : after.state === 'reopened' ? null : times.answeredAt
  const rest = { provisionalSince: null, overdueAt, answeredAt, closesAt: null, announcedAt: null, endedAt: null }
  switch (move.clock) {
    case 'start': {
      const due = dueAfter(at, hoursOfDesk(after.desk, pace.workingHours), pace.calendar)
      const dueAt = due.dueAt.getTime()
      return { ...rest, dueAt, provisionalSince: due.isProvisional ? now : null, actAt: dueAt }
    }
    case 'keep': {
      const { dueAt, provisionalSince, actAt, closesAt, announcedAt, endedAt } = times
      return { dueAt, provisionalSince, actAt, overdueAt, answeredAt: times.answeredAt, closesAt, announcedAt, endedAt }
    }
    case 'late':
      return { ...rest, dueAt: times.dueAt, actAt: null }
    case 'question': {
      const closesAt = now + LIMITS.appealTimeOutDays * DAY_MS
      return { ...rest, dueAt: null, closesAt, actAt: closesAt - ANNOUNCED_BEFORE_DAYS * DAY_MS }
    }
    case 'end':
      return { ...rest, dueAt: null, actAt: null, endedAt: now }
  }
}

/** A move, and where it leads. */
export function situationAfter(situation: Situation, move: Move): Situation & { isOpen: boolean } {
  const after = applyMove(situation, move)
  return { ...after, isOpen: OPEN.includes(after.state) }
}

export function mayUndo(endedAt: number | null, now: Date): boolean {
  return endedAt !== null && now.getTime() - endedAt <= LIMITS.appealUndoDays * DAY_MS
}

/** Which roles sit at a desk. */
export const ROLE_OF_DESK = {
  grid: 'grid_officer',
  community: 'secretary',
  street: 'street_staff',
  above: 'street_staff',
  department: 'department_staff',
} as const satisfies Record<Desk, string>
