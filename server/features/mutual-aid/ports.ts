import type { Tx } from '../../storage/store'

export interface Thanks {
  communityId: string
  /** Of the transfer as well: thanks are paid once. */
  matchId: string
  fromPersonId: string
  toPersonId: string
  points: number
  at: Date
}

/**
 * What mutual aid asks of the points: a gift from one neighbour to another, in the transaction of the thanks. Answers how many were paid, which
 * are fewer where the week's cap leaves no room for more.
 */
export type PayThanks = (tx: Tx, thanks: Thanks) => Promise<number>

export interface AidPorts {
  /** @throws Problem not_enough_points | weekly_cap_reached */
  payThanks: PayThanks
}
