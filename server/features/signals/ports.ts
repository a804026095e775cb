import type { Tx } from '../../storage/store'

export interface SignalPorts {
  /** A door moved behind which this person agreed to be looked after. `movedAt` is by the sensor's clock, `at` by ours. */
  noteMovedDoor(tx: Tx, moved: { personId: string; movedAt: Date; at: Date }): Promise<void>
}
