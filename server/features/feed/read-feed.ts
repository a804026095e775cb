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

/** A page of a grid's feed as the bytes that are sent: most of them are the same for everybody, and are written once. */
export async function readFeed(deps: Deps, pages: FeedPages, query: ReadFeedQuery): Promise<Buffer> {
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

async function renderPage(deps: Deps, page: FeedPage, personId: string): Promise<Buffer> {
  const likedByAny = page.posts.filter(({ row }) => row.likeCount > 0).map(({ row }) => row.id)
  const liked = await listLiked(deps.store.read, page.grid.communityId, likedByAny, personId)
  const own = page.posts.filter(({ row }) => row.authorId === personId)
  const bytes = liked.size === 0 ? page.bytes : markLiked(page, liked)
  return own.length === 0 ? bytes : replaceOwn(deps, bytes, own, { personId, liked })
}

/** `true` and a space, which means nothing in JSON, take the place of `false`. */
function markLiked({ bytes, posts }: FeedPage, liked: ReadonlySet<string>): Buffer {
  const marked = Buffer.from(bytes)
  for (const { row, likedAt } of posts) {
    if (liked.has(row.id)) marked.write('true ', likedAt, 'latin1')
  }
  return marked
}

/** Authors may do something else with their own posts than everybody else, so theirs are presented anew. */
function replaceOwn(
  deps: Deps,
  bytes: Buffer,
  own: readonly PreparedPost[],
  { personId, liked }: { personId: string; liked: ReadonlySet<string> },
): Buffer {
  const addressOf = addressesOf(deps)
  const parts: Buffer[] = []
  let from = 0
  for (const { row, images, start, end } of own) {
    const post = presentPost(row, { personId, addressOf, images, liked: liked.has(row.id), outcome: null })
    parts.push(bytes.subarray(from, start), Buffer.from(JSON.stringify(post)))
    from = end
  }
  parts.push(bytes.subarray(from))
  return Buffer.concat(parts)
}
