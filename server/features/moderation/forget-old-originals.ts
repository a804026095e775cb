import type { Deps } from '../../deps'
import { forgetOriginals } from './repository'
import { originalImagesOf, originalsEndedBefore } from './rules'

const BATCH = 200

/** Takes what was written out of cases that ended long ago; answers the ids of the pictures they kept, which others may still show. */
export async function forgetOldOriginals({ store, clock }: Pick<Deps, 'store' | 'clock'>): Promise<string[]> {
  const endedBefore = originalsEndedBefore(clock.now())
  const imageIds: string[] = []
  for (let forgotten = BATCH; forgotten === BATCH; ) {
    const cases = await store.write((tx) => forgetOriginals(tx, endedBefore, BATCH))
    imageIds.push(...cases.flatMap(originalImagesOf))
    forgotten = cases.length
  }
  return imageIds
}
