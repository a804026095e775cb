import type { Deps } from '../../deps'
import { found, refuseIf } from '../../kernel/problem'
import { recordAct } from '../../storage/acts'
import { topicOf } from '../../storage/versions'
import { deleteImageRows, listImagesInCases, removeFilesOf, withholdImages } from '../media'
import { findStanding } from '../membership'
import { listKeptImages } from '../moderation'
import { retract } from '../notifications'
import { listCommenters } from './comment-repository'
import { refuseDelete } from './policy'
import { deletePostRows, findDeletion, findPostFacts, listImagesOnlyIn } from './repository'
import { imageIdsOf } from './rules'

/**
 * An author takes a post back, with all that hangs on it. That it was deleted is kept, so that a late repeat does not bring it back; a report
 * about it keeps its words, and its pictures with them; so does the file of a case in which a picture stands.
 */
export async function deletePost(
  deps: Deps,
  { postId, personId }: { postId: string; personId: string },
): Promise<void> {
  const at = deps.clock.now()
  const imageIds = await deps.store.write(async (tx) => {
    const post = await findPostFacts(tx, postId)
    if (post === undefined) {
      const deletion = await findDeletion(tx, 'post', postId)
      found(deletion?.personId === personId ? deletion : null)
      return []
    }
    const standing = await findStanding(tx, personId)
    refuseIf(refuseDelete(standing, { id: post.gridId, path: post.gridPath }, post))
    await recordAct(tx, {
      subjectKind: 'post',
      subjectId: postId,
      id: postId,
      action: 'delete',
      personId,
      body: {},
      at,
    })
    const inCases = await listImagesInCases(tx, personId, imageIdsOf(post))
    const elsewhere = imageIdsOf(post).filter((id) => !inCases.includes(id))
    const unshown = await listImagesOnlyIn(tx, post, elsewhere, 'shown')
    const unheld = await listImagesOnlyIn(tx, post, unshown, 'all')
    const kept = await listKeptImages(tx, personId, unheld)
    const unused = unheld.filter((id) => !kept.includes(id))
    await retract(tx, { aboutPersonIds: await listCommenters(tx, post), subjectId: postId, param: null })
    await deletePostRows(tx, post)
    await deleteImageRows(tx, unused)
    await withholdImages(
      tx,
      unshown.filter((id) => !unused.includes(id)),
    )
    tx.touch(topicOf.grid(post.gridId))
    return unused
  })
  await removeFilesOf(deps, imageIds)
}
