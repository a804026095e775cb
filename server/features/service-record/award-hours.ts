import type { Tx } from '../../storage/store'

/** A finished turn, as the points ledger is told of it. */
export interface ServedHours {
  /** Of the activity: a community, or what lies above communities. */
  communityId: string
  personId: string
  activityId: string
  shiftId: string
  /** Follow from the turn: giving the points again gives them once. More than one where a week's cap leaves no room for all that is owed. */
  transferIds: readonly string[]
  /** The budget had none when the hours were done: what the cap of this week cuts off stays owed, for it was no week of many hours. */
  isOwed: boolean
  /** Of the activity. */
  title: string
  /** Rounded, more than none. */
  minutes: number
  category: string
  pointsPerHour: number
  /** Whoever attested the hours; null where the volunteer checked in and out. */
  attestedById: string | null
  at: Date
}

/**
 * `settled`: given as far as the rule lets them be. `owed`: the budget of this community does not have them, or (`week_is_full`) this week's cap
 * has no room for all that was owed; they are asked for again.
 */
export type AwardOutcome = { outcome: 'settled' } | { outcome: 'owed' | 'week_is_full'; communityId: string }

/** Gives points for hours, the last thing in the transaction in which the turn is finished. */
export type AwardHours = (tx: Tx, hours: ServedHours) => Promise<AwardOutcome>
