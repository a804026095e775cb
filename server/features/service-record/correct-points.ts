import type { Tx } from '../../storage/store'

/** Hours that were put right, as the points ledger is told of it. */
export interface CorrectedHours {
  /** Of the activity: a community, or what lies above communities. */
  communityId: string
  personId: string
  /** Of the correction: the same again moves points once. */
  correctionId: string
  /** By which points may have been given for the turn until now. */
  transferIds: readonly string[]
  /** For which more of them is given. */
  moreTransferId: string
  /** Points for the turn are still owed: the job pays by the hours as they stand then. */
  isOwed: boolean
  /** Of the activity. */
  title: string
  category: string
  pointsPerHour: number
  minutesBefore: number
  minutes: number
  reason: string
  correctedById: string
  at: Date
}

/**
 * Lets the points follow the hours, the last thing in the transaction in which they are put right.
 * @throws Problem not_enough_points where what was given too much is spent, or the budget has none for what was too little
 */
export type CorrectPoints = (tx: Tx, hours: CorrectedHours) => Promise<void>
