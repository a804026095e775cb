import type { Caller } from '../../kernel/caller'
import type { Reader } from '../../storage/store'
import { findStanding, refuseModerating } from '../membership'
import { type ImageRow, listGridsShowing } from './repository'

/** A withheld picture is there for its owner, and for staff who decide about what it stood in. */
export async function mayStillSee(reader: Reader, caller: Caller | null, image: ImageRow): Promise<boolean> {
  if (caller === null) return false
  if (caller.personId === image.ownerId) return true
  const standing = await findStanding(reader, caller.personId)
  if (standing.roles.length === 0) return false
  return (await listGridsShowing(reader, image)).some(({ path }) => refuseModerating(standing, path) === null)
}
