import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { hashRequest } from '../../kernel/request-hash'
import { assertSameRequest } from '../../storage/acts'
import type { Reader } from '../../storage/store'
import { topicOf } from '../../storage/versions'
import { findStanding } from '../membership'
import { checkText, recordCheck } from '../moderation'
import { announceComment } from './announce-comment'
import { type CommentRow, findComment, insertComment } from './comment-repository'
import { refuseRespond } from './policy'
import { countComment, findDeletion, findPostFacts, type PostFacts } from './repository'
import { countChange, refuseDeleted } from './rules'

export interface CreateCommentCommand {
  postId: string
  id: string
  personId: string
  text: string
  replyToId: string | null
}

/** @throws Problem id_taken; wrong_state where the post is hidden or waits; invalid_request where the reply is to nothing under this post */
export async function createComment(
  deps: Deps,
  command: CreateCommentCommand,
): Promise<{ outcome: 'created' | 'exists'; comment: CommentRow }> {
  const { postId, id, personId, text, replyToId } = command
  const requestHash = hashRequest({ postId, text, replyToId })
  const before = deps.contentChecker.isLocal ? null : await admit(deps.store.read, command, requestHash)
  if (before !== null && 'known' in before) return { outcome: 'exists', comment: before.known }
  const answer = await checkText(deps, { text, scene: 'comment', personId })
  const at = deps.clock.now()
  return deps.store.write(async (tx) => {
    const now = await admit(tx, command, requestHash)
    if ('known' in now) return { outcome: 'exists', comment: now.known }
    const { communityId, gridId } = now.post
    await insertComment(tx, {
      communityId,
      postId,
      id,
      authorId: personId,
      text,
      replyToId,
      state: answer.state,
      createdAt: at,
      requestHash,
    })
    if ((await countComment(tx, postId, countChange(null, answer.state))) === 'post_gone')
      throw new Problem('not_found')
    await recordCheck(tx, {
      subjectKind: 'comment',
      subjectId: id,
      communityId,
      gridId,
      authorId: personId,
      text,
      imageIds: [],
      answer,
      at,
    })
    const comment = found(await findComment(tx, id))
    if (answer.state === 'shown') await announceComment(tx, comment, now.post, at)
    tx.touch(topicOf.grid(gridId))
    return { outcome: 'created', comment }
  })
}

type Admitted = { known: CommentRow } | { post: PostFacts }

/** Asked when it is asked for a post. */
async function admit(reader: Reader, command: CreateCommentCommand, requestHash: string): Promise<Admitted> {
  const { postId, id, personId, replyToId } = command
  const known = await findComment(reader, id)
  if (known) {
    assertSameRequest(known, requestHash, known.authorId, personId)
    return { known }
  }
  const post = found(await findPostFacts(reader, postId))
  const standing = await findStanding(reader, personId)
  refuseIf(refuseRespond(standing, { id: post.gridId, path: post.gridPath }, post))
  // Their deletions would be taken for one another.
  if (id === postId) throw new Problem('id_taken')
  refuseDeleted(await findDeletion(reader, 'comment', id), personId)
  if (replyToId !== null) await assertRepliesHere(reader, postId, replyToId, personId)
  return { post }
}

async function assertRepliesHere(reader: Reader, postId: string, replyToId: string, personId: string): Promise<void> {
  const replied = await findComment(reader, replyToId)
  const isHere = replied?.postId === postId && (replied.state === 'shown' || replied.authorId === personId)
  if (!isHere)
    throw new Problem('invalid_request', { fields: [{ path: 'replyToId', message: 'no comment of this post' }] })
}
