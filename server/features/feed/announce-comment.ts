import type { Tx } from '../../storage/store'
import { notify, retract } from '../notifications'
import { type CommentRow, findComment } from './comment-repository'
import { whoIsTold } from './rules'

/** Tells those whom a comment concerns, once it can be seen. */
export async function announceComment(
  tx: Tx,
  comment: CommentRow,
  post: { id: string; authorId: string },
  at: Date,
): Promise<void> {
  const answered = comment.replyToId === null ? undefined : await findComment(tx, comment.replyToId)
  const { replied, postAuthor } = whoIsTold({
    authorId: comment.authorId,
    postAuthorId: post.authorId,
    repliedAuthorId: answered?.authorId ?? null,
  })
  const news = {
    params: { name: comment.displayName, text: comment.text, commentId: comment.id },
    subject: { kind: 'post', id: post.id },
    aboutPersonId: comment.authorId,
    at,
  } as const
  if (replied !== null) await notify(tx, { ...news, personIds: [replied], kind: 'comment_replied' })
  if (postAuthor !== null) await notify(tx, { ...news, personIds: [postAuthor], kind: 'post_commented' })
}

/** The inboxes quote a comment; when it is hidden or taken back, so are the lines. */
export async function unannounceComment(
  tx: Tx,
  comment: Pick<CommentRow, 'id' | 'authorId' | 'postId'>,
): Promise<void> {
  const param = { name: 'commentId', value: comment.id }
  await retract(tx, { aboutPersonIds: [comment.authorId], subjectId: comment.postId, param })
}
