import { dayOf } from '../../kernel/shanghai'
import type { Tx } from '../../storage/store'
import { notify } from '../notifications'
import { type CircleRow, setFine } from './repository'

/** All is well today: nobody is asked any more. Whoever was asked, and the elder, need not worry; `byId` knows it already. */
export async function sayFine(
  tx: Tx,
  circle: CircleRow,
  { neighbourIds, byId, at }: { neighbourIds: readonly string[]; byId: string; at: Date },
): Promise<void> {
  const today = dayOf(at)
  await setFine(tx, circle.id, today)
  if (circle.silentOn !== today) return
  await notify(tx, {
    personIds: [circle.elderId, ...neighbourIds].filter((id) => id !== byId),
    kind: 'care_fine',
    params: { name: circle.elderName },
    subject: { kind: 'care_circle', id: circle.id },
    aboutPersonId: circle.elderId,
    at,
  })
}
