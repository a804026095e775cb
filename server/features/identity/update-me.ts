import type { UpdateMeRequest } from '../../../src/contract'
import type { Deps } from '../../deps'
import { Problem } from '../../kernel/problem'
import { topicOf } from '../../storage/versions'
import { mayUseImages } from '../media'
import { updatePerson } from './repository'

/**
 * Changes the caller's own name, picture, language or elder mode.
 * @throws Problem invalid_request where the picture is not the caller's own, or was refused
 */
export async function updateMe(deps: Deps, personId: string, changes: UpdateMeRequest): Promise<void> {
  if (Object.keys(changes).length === 0) return
  const { displayName, avatarImageId } = changes
  await deps.store.write(async (tx) => {
    if (avatarImageId && !(await mayUseImages(tx, personId, [avatarImageId]))) {
      throw new Problem('invalid_request', { fields: [{ path: 'avatarImageId', message: 'not a picture of yours' }] })
    }
    await updatePerson(tx, personId, changes)
    if (displayName !== undefined || avatarImageId !== undefined) tx.touch(topicOf.people)
  })
}
