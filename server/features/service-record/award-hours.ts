import type { Tx } from '../../storage/store'

/** A finished turn, as the points ledger is told of it. */
export interface ServedHours {
  /** Of the activity: a community, or what lies above communities. */
  communityId: string
  personId: string
  activityId: string
  shiftId: string
  /** Follows from the turn: giving the points again gives them once. */
  transferId: string
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

/** `settled`: given as far as the rule lets them be. `owed`: the budget of this community does not have them, and they are asked for again. */
export type AwardOutcome = { outcome: 'settled' } | { outcome: 'owed'; communityId: string }

/** Gives points for hours, the last thing in the transaction in which the turn is finished. */
export type AwardHours = (tx: Tx, hours: ServedHours) => Promise<AwardOutcome>
