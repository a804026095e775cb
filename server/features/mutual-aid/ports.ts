import type { Tx } from '../../storage/store'

/** What mutual aid asks of the points: a gift from one neighbour to another, in the transaction of the thanks. */
export type PayThanks = (
  tx: Tx,
  thanks: { matchId: string; fromPersonId: string; toPersonId: string; points: number; at: Date },
) => Promise<void>

export interface AidPorts {
  /** Null where there are no points yet. @throws Problem not_enough_points */
  payThanks: PayThanks | null
}
