import { dayOf } from '../../kernel/shanghai'
import type { Tx } from '../../storage/store'
import { findCircleOfElder, listNeighbours } from './repository'
import { countsAsFine } from './rules'
import { sayFine } from './say-fine'

/** The elder's own door moved this morning, which is as good as their tap. Nothing else of it is kept; without a circle nothing is. */
export async function noteMovedDoor(
  tx: Tx,
  { personId, movedAt, at }: { personId: string; movedAt: Date; at: Date },
): Promise<void> {
  const circle = await findCircleOfElder(tx, personId)
  if (circle === undefined || circle.fineOn === dayOf(at) || !countsAsFine(movedAt, at)) return
  const neighbours = await listNeighbours(tx, [circle.id])
  await sayFine(tx, circle, { neighbourIds: neighbours.map((one) => one.personId), byId: personId, at })
}
