import type { Tx } from '../../storage/store'
import { topicOf } from '../../storage/versions'
import { updateWithheld } from './repository'

/** What was shown with a post that is now hidden, or deleted while staff still have to look at it: its public addresses open it no more. */
export async function withholdImages(tx: Tx, ids: readonly string[]): Promise<void> {
  await change(tx, ids, true)
}

/** The post is shown again, and so are its pictures. */
export async function showImages(tx: Tx, ids: readonly string[]): Promise<void> {
  await change(tx, ids, false)
}

async function change(tx: Tx, ids: readonly string[], isWithheld: boolean): Promise<void> {
  if (ids.length === 0) return
  await updateWithheld(tx, ids, isWithheld)
  tx.touch(topicOf.images)
}
