import type { Tx } from '../../storage/store'
import { findStanding, refuseGridLife } from '../membership'
import { notify, retract } from '../notifications'
import { type CommentRow, findComment } from './comment-repository'
import type { PostFacts } from './repository'
import { whoIsTold } from './rules'

/** Tells those whom a comment concerns, once it can be seen, and who may still read the grid: others have moved away. */
export async function announceComment(
  tx: Tx,
  comment: CommentRow,
  post: Pick<PostFacts, 'id' | 'authorId' | 'gridId' | 'gridPath'>,
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
  const grid = { id: post.gridId, path: post.gridPath }
  const mayRead = async (personId: string | null): Promise<string[]> =>
    personId !== null && refuseGridLife(await findStanding(tx, personId), grid) === null ? [personId] : []
  await notify(tx, { ...news, personIds: await mayRead(replied), kind: 'comment_replied' })
  await notify(tx, { ...news, personIds: await mayRead(postAuthor), kind: 'post_commented' })
}

/** The inboxes quote a comment; when it is hidden or taken back, so are the lines. */
export async function unannounceComment(
  tx: Tx,
  comment: Pick<CommentRow, 'id' | 'authorId' | 'postId'>,
): Promise<void> {
  const param = { name: 'commentId', value: comment.id }
  await retract(tx, { aboutPersonIds: [comment.authorId], subjectId: comment.postId, param })
}
