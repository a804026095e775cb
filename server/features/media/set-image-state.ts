import type { Tx } from '../../storage/store'
import { topicOf } from '../../storage/versions'
import { updateImageState } from './repository'

/** What the content check said of a picture, late. A refused one is shown to nobody from then on. */
export async function setImageState(tx: Tx, id: string, state: 'approved' | 'refused'): Promise<void> {
  await updateImageState(tx, id, state)
  tx.touch(topicOf.images)
}
