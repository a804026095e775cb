import type { Tx } from '../../storage/store'

/** A finished turn, as the points ledger is told of it. */
export interface ServedHours {
  communityId: string
  personId: string
  activityId: string
  shiftId: string
  /** Follows from the turn: giving the points again gives them once. */
  transferId: string
  /** Rounded, more than none. */
  minutes: number
  category: string
  pointsPerHour: number
  at: Date
}

/** Gives points for hours, in the transaction in which the turn is finished. Called once for each. */
export type AwardHours = (tx: Tx, hours: ServedHours) => Promise<void>
