import type { Deps } from '../../deps'
import { found, refuseIf } from '../../kernel/problem'
import { recordAct } from '../../storage/acts'
import { topicOf } from '../../storage/versions'
import { findStanding } from '../membership'
import { unannounceComment } from './announce-comment'
import { deleteCommentRow, findComment } from './comment-repository'
import { refuseDelete } from './policy'
import { countComment, findDeletion, findPostFacts } from './repository'
import { countChange } from './rules'

export interface DeleteCommentCommand {
  postId: string
  commentId: string
  personId: string
}

/** An author takes a comment back. What others answered to it stays theirs. */
export async function deleteComment(deps: Deps, { postId, commentId, personId }: DeleteCommentCommand): Promise<void> {
  const at = deps.clock.now()
  await deps.store.write(async (tx) => {
    const comment = await findComment(tx, commentId)
    if (comment?.postId !== postId) {
      const deletion = await findDeletion(tx, 'comment', commentId)
      found(deletion?.personId === personId && deletion.postId === postId ? deletion : null)
      return
    }
    const post = found(await findPostFacts(tx, postId))
    const grid = { id: post.gridId, path: post.gridPath }
    const standing = await findStanding(tx, personId)
    refuseIf(
      refuseDelete(standing, grid, {
        authorId: comment.authorId,
        state: post.state === 'shown' ? comment.state : post.state,
      }),
    )
    await recordAct(tx, {
      subjectKind: 'comment',
      subjectId: postId,
      id: commentId,
      action: 'delete',
      personId,
      body: {},
      at,
    })
    const state = await deleteCommentRow(tx, commentId)
    await countComment(tx, postId, countChange(state, null))
    await unannounceComment(tx, comment)
    tx.touch(topicOf.grid(post.gridId))
  })
}
