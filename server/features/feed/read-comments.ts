import type { Comment, PageOf } from '../../../src/contract'
import type { Deps } from '../../deps'
import { decodeCursor, toPage } from '../../kernel/cursor'
import { BEFORE_ALL_IDS } from '../../kernel/ids'
import { found, refuseIf } from '../../kernel/problem'
import { findStanding, refuseModerating } from '../membership'
import { listComments } from './comment-repository'
import { refuseSee } from './policy'
import { findPostFacts } from './repository'
import { showComments, type Viewer } from './surround'

export interface ReadCommentsQuery {
  postId: string
  viewer: Viewer
  limit: number
  cursor: string | undefined
}

/** A page of the comments on a post, oldest first. */
export async function readComments(deps: Deps, query: ReadCommentsQuery): Promise<PageOf<Comment>> {
  const { postId, viewer, limit, cursor } = query
  const { read } = deps.store
  const after = decodeCursor(cursor, ['time', 'id']) ?? ([new Date(0), BEFORE_ALL_IDS] as const)
  const post = found(await findPostFacts(read, postId))
  const standing = await findStanding(read, viewer.personId)
  refuseIf(refuseSee(standing, { id: post.gridId, path: post.gridPath }, post))
  const rows = await listComments(read, post, {
    personId: viewer.personId,
    seesAll: refuseModerating(standing, post.gridPath) === null,
    after,
    limit: limit + 1,
  })
  const { items, nextCursor } = toPage(
    rows,
    limit,
    (row) => [row.createdAt, row.id],
    (row) => row,
  )
  return { items: await showComments(deps, items, viewer), nextCursor }
}
