import { LIMITS, type PostKind } from '../../../src/contract'
import type { Deps } from '../../deps'
import { decodeCursor } from '../../kernel/cursor'
import { found, refuseIf } from '../../kernel/problem'
import { findStanding, refuseGridLife } from '../membership'
import type { FeedPage, FeedPages } from './feed-pages'
import { personalise } from './prepared-page'
import { presentPost } from './presenter'
import { findGrid, listLiked } from './repository'
import { addressesOf } from './surround'

export interface ReadFeedQuery {
  gridId: string
  personId: string
  kind: PostKind | null
  limit: number
  cursor: string | undefined
}

/** A page of a grid's feed as the JSON that is sent: where many read the same page, most of it is written once. */
export async function readFeed(deps: Deps, pages: FeedPages, query: ReadFeedQuery): Promise<Buffer | string> {
  const { gridId, personId, kind, limit, cursor } = query
  const { read } = deps.store
  const before = decodeCursor(cursor, ['time', 'id'])
  const standing = await findStanding(read, personId)
  const isFirst = cursor === undefined && limit === LIMITS.pageDefault
  const first = isFirst ? found(await pages.first(gridId, kind)) : null
  const grid = first?.grid ?? found(await findGrid(read, gridId))
  refuseIf(refuseGridLife(standing, grid))
  const page = first ?? (await pages.later(grid, { kind, before, limit }))
  const likedByAny = page.rows.filter(({ likeCount }) => likeCount > 0).map(({ id }) => id)
  const liked = await listLiked(read, grid.communityId, likedByAny, personId)
  return page.prepared ? personalise(deps, page.prepared, personId, liked) : writePage(deps, page, personId, liked)
}

function writePage(deps: Deps, page: FeedPage, personId: string, liked: ReadonlySet<string>): string {
  const addressOf = addressesOf(deps)
  const items = page.rows.map((row) =>
    presentPost(row, {
      personId,
      addressOf,
      images: page.pictures.get(row.id) ?? [],
      liked: liked.has(row.id),
      outcome: null,
    }),
  )
  return JSON.stringify({ items, nextCursor: page.nextCursor })
}
