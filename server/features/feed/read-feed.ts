import { LIMITS, type PostKind } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, refuseIf } from '../../kernel/problem'
import { findStanding, refuseGridLife } from '../membership'
import type { FeedPage, FeedPages, PreparedPost } from './feed-pages'
import { presentPost } from './presenter'
import { findGrid, listLiked } from './repository'
import { toPageKey } from './rules'
import { addressesOf } from './surround'

export interface ReadFeedQuery {
  gridId: string
  personId: string
  kind: PostKind | null
  limit: number
  cursor: string | undefined
}

/** A page of a grid's feed as the JSON that is sent: most of it is the same for everybody, and is written once. */
export async function readFeed(deps: Deps, pages: FeedPages, query: ReadFeedQuery): Promise<string> {
  const { gridId, personId, kind, limit, cursor } = query
  const { read } = deps.store
  const standing = await findStanding(read, personId)
  const isFirst = cursor === undefined && limit === LIMITS.pageDefault
  const first = isFirst ? found(await pages.first(gridId, kind)) : null
  const grid = first?.grid ?? found(await findGrid(read, gridId))
  refuseIf(refuseGridLife(standing, grid))
  const page = first ?? (await pages.later(grid, { kind, before: toPageKey(cursor), limit }))
  return renderPage(deps, page, personId)
}

async function renderPage(deps: Deps, { grid, posts, nextCursor }: FeedPage, personId: string): Promise<string> {
  const likedByAny = posts.filter(({ row }) => row.likeCount > 0).map(({ row }) => row.id)
  const liked = await listLiked(deps.store.read, grid.communityId, likedByAny, personId)
  const items = posts.map((post) => renderPost(deps, post, personId, liked.has(post.row.id)))
  return `{"items":[${items.join(',')}],"nextCursor":${JSON.stringify(nextCursor)}}`
}

/** Authors may do something else with their own posts than everybody else, so theirs are presented anew. */
function renderPost(
  deps: Deps,
  { row, images, beforeLiked, afterLiked }: PreparedPost,
  personId: string,
  liked: boolean,
): string {
  if (row.authorId !== personId) return beforeLiked + liked + afterLiked
  return JSON.stringify(presentPost(row, { personId, addressOf: addressesOf(deps), images, liked, outcome: null }))
}
