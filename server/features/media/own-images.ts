import type { Reader } from '../../storage/store'
import { holdImages, listImages } from './repository'

/** Whether all of these are the person's own pictures, and none was refused or is withheld: only such may be put into a post or made an avatar. */
export async function mayUseImages(reader: Reader, personId: string, ids: readonly string[]): Promise<boolean> {
  if (ids.length === 0) return true
  await holdImages(reader, ids)
  const usable = (await listImages(reader, ids)).filter(
    ({ ownerId, state, isWithheld }) => ownerId === personId && state !== 'refused' && !isWithheld,
  )
  return usable.length === new Set(ids).size
}
