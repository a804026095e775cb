import type { UpdateMeRequest } from '../../../src/contract'
import type { Deps } from '../../deps'
import { Problem } from '../../kernel/problem'
import { topicOf } from '../../storage/versions'
import { mayUseImages } from '../media'
import { checkText } from '../moderation'
import { updatePerson } from './repository'

/**
 * Changes the caller's own name, picture, language or elder mode.
 * @throws Problem invalid_request where the picture is not the caller's own or was refused, or the name is not fit for neighbours
 */
export async function updateMe(deps: Deps, personId: string, changes: UpdateMeRequest): Promise<void> {
  if (Object.keys(changes).length === 0) return
  const { displayName, avatarImageId } = changes
  if (displayName !== undefined) await refuseBadName(deps, personId, displayName)
  await deps.store.write(async (tx) => {
    if (avatarImageId && !(await mayUseImages(tx, personId, [avatarImageId]))) {
      throw new Problem('invalid_request', { fields: [{ path: 'avatarImageId', message: 'not a picture of yours' }] })
    }
    await updatePerson(tx, personId, changes)
    if (displayName !== undefined || avatarImageId !== undefined) tx.touch(topicOf.people)
  })
}

/** A name stands beside everything, and no desk waits for names: one that is doubtful is refused. A checker that is away stops nobody. */
async function refuseBadName(deps: Deps, personId: string, displayName: string): Promise<void> {
  const { verdict, label } = await checkText(deps, { text: displayName, scene: 'profile', personId })
  if (verdict === 'pass' || label === null) return
  throw new Problem('invalid_request', { fields: [{ path: 'displayName', message: 'refused by the content check' }] })
}
