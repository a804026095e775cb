import type { Reader } from '../../storage/store'
import { listImages } from './repository'

/** Whether all of these are the person's own pictures, and none was refused: only such may be put into a post or made an avatar. */
export async function mayUseImages(reader: Reader, personId: string, ids: readonly string[]): Promise<boolean> {
  if (ids.length === 0) return true
  const usable = (await listImages(reader, ids)).filter(
    ({ ownerId, state }) => ownerId === personId && state !== 'refused',
  )
  return usable.length === new Set(ids).size
}
