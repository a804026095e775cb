import { LIMITS, type PageOf, type Post } from '../../../src/contract'
import type { Deps } from '../../deps'
import { decodeCursor, toPage } from '../../kernel/cursor'
import { listPostsOfAuthor } from './repository'
import { showPosts, type Viewer } from './surround'

/** What the caller has posted, newest first: also what waits for a check or is hidden, with the reason. */
export async function listMyPosts(
  deps: Deps,
  viewer: Viewer,
  { limit = LIMITS.pageDefault, cursor }: { limit?: number; cursor?: string },
): Promise<PageOf<Post>> {
  const before = decodeCursor(cursor, ['time', 'id'])
  const rows = await listPostsOfAuthor(deps.store.read, viewer.personId, { before, limit: limit + 1 })
  const { items, nextCursor } = toPage(
    rows,
    limit,
    (row) => [row.createdAt, row.id],
    (row) => row,
  )
  return { items: await showPosts(deps, items, viewer), nextCursor }
}
