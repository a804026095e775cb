import type { ContentState } from '../../../src/contract'
import type { Clock } from '../../kernel/clock'
import type { Reader, Tx } from '../../storage/store'
import { topicOf } from '../../storage/versions'
import { showImages, withholdImages } from '../media'
import type { ReportableSubject, ReportableSubjects } from '../moderation'
import { announceComment, unannounceComment } from './announce-comment'
import { type CommentRow, changeCommentState, findComment } from './comment-repository'
import { countComment, findPostFacts, listImagesOnlyIn, type PostFacts, updatePostState } from './repository'
import { countChange, imageIdsOf } from './rules'

/** Posts and comments as moderation knows them: given to it in app.ts, because the feed imports moderation. */
export function feedSubjects(clock: Clock): ReportableSubjects {
  return {
    find: (reader, kind, id) => (kind === 'post' ? findPostSubject(reader, id) : findCommentSubject(reader, id)),
    setState: (tx, kind, id, state) =>
      kind === 'post' ? setPostState(tx, id, state) : setCommentState(tx, id, state, clock.now()),
  }
}

async function findPostSubject(reader: Reader, id: string): Promise<ReportableSubject | null> {
  const post = await findPostFacts(reader, id)
  return post ? { ...subjectIn(post), ...contentOf(post), imageIds: imageIdsOf(post) } : null
}

async function findCommentSubject(reader: Reader, id: string): Promise<ReportableSubject | null> {
  const found = await findWithPost(reader, id)
  return found ? { ...subjectIn(found.post), ...contentOf(found.comment), imageIds: [] } : null
}

async function findWithPost(
  reader: Reader,
  commentId: string,
): Promise<{ comment: CommentRow; post: PostFacts } | null> {
  const comment = await findComment(reader, commentId)
  const post = comment && (await findPostFacts(reader, comment.postId))
  return comment && post ? { comment, post } : null
}

function subjectIn(post: PostFacts) {
  return { communityId: post.communityId, gridId: post.gridId, gridPath: post.gridPath, postId: post.id }
}

function contentOf(row: Pick<PostFacts | CommentRow, 'authorId' | 'text' | 'state' | 'createdAt'>) {
  return {
    authorId: row.authorId,
    text: row.text,
    state: row.state as ContentState,
    createdAt: new Date(row.createdAt),
  }
}

async function setPostState(tx: Tx, id: string, state: ContentState): Promise<void> {
  const post = await findPostFacts(tx, id)
  if (post === undefined) return
  await updatePostState(tx, id, state)
  const imageIds = imageIdsOf(post)
  if (state === 'shown') await showImages(tx, imageIds)
  else if (state === 'hidden') await withholdImages(tx, await listImagesOnlyIn(tx, post, imageIds, 'shown'))
  tx.touch(topicOf.grid(post.gridId))
}

/** Keeps the number of comments that everybody sees, and the inboxes that tell of them. */
async function setCommentState(tx: Tx, id: string, state: ContentState, at: Date): Promise<void> {
  const found = await findWithPost(tx, id)
  if (found === null) return
  const { comment, post } = found
  if ((await changeCommentState(tx, id, comment.state, state)) === 'not_in_that_state') return
  const change = countChange(comment.state, state)
  await countComment(tx, post.id, change)
  if (change === 1) await announceComment(tx, comment, post, at)
  if (change === -1) await unannounceComment(tx, comment)
  tx.touch(topicOf.grid(post.gridId))
}
