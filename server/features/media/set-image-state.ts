import type { Tx } from '../../storage/store'
import { topicOf } from '../../storage/versions'
import { notify } from '../notifications'
import { takeOffFace, updateImageState } from './repository'

/** What the content check said of a picture, late. A refused one is shown to nobody from then on, and whoever wore it as their face is told. */
export async function setImageState(tx: Tx, id: string, state: 'approved' | 'refused', at: Date): Promise<void> {
  await updateImageState(tx, id, state)
  tx.touch(topicOf.images)
  // Where it is a face, it now appears beside everything its owner wrote, or goes.
  tx.touch(topicOf.people)
  const wearer = state === 'refused' ? await takeOffFace(tx, id) : null
  if (wearer === null) return
  await notify(tx, {
    personIds: [wearer],
    kind: 'avatar_refused',
    params: {},
    subject: { kind: 'person', id: wearer },
    at,
  })
}
