import { LRUCache } from 'lru-cache'
import { type Image, LIMITS, type PostKind } from '../../../src/contract'
import type { Deps } from '../../deps'
import { assert } from '../../kernel/assert'
import { encodeCursor } from '../../kernel/cursor'
import { topicOf } from '../../storage/versions'
import { presentPost } from './presenter'
import { findGrid, type GridRow, listShownPosts, type PostRow } from './repository'
import type { PageKey } from './rules'
import { addressesOf, findPictures } from './surround'

/** A post, and where its JSON stands in the bytes of its page. */
export interface PreparedPost {
  row: PostRow
  images: Image[]
  start: number
  /** Of the word `false` behind `liked`. */
  likedAt: number
  end: number
}

export interface FeedPage {
  grid: GridRow
  posts: PreparedPost[]
  /** The answer as it is sent to somebody who wrote none of the posts and likes none: most readers get these very bytes. */
  bytes: Buffer
}

const PAGES_MAX = 1_000
/** Several processes may share a database, and each sees only its own writes at once. */
const AGE_MS_MAX = 1_000

interface Kept {
  page: Promise<FeedPage | null>
  versions: string
  loadedAt: number
}

/** The first pages of the grids' feeds, kept in memory until something in them changes. */
export class FeedPages {
  readonly #deps: Deps
  readonly #kept = new LRUCache<string, Kept>({ max: PAGES_MAX })

  constructor(deps: Deps) {
    this.#deps = deps
  }

  /** The first page of a grid at the default length, or null where there is no such grid. */
  first(gridId: string, kind: PostKind | null): Promise<FeedPage | null> {
    const key = `${gridId}/${kind ?? ''}`
    const now = this.#deps.clock.now().getTime()
    // Read before the page is: a write that lands in between makes the page old, never the other way round.
    const versions = this.#versionsOf(gridId)
    const known = this.#kept.get(key)
    if (known !== undefined && known.versions === versions && Math.abs(now - known.loadedAt) < AGE_MS_MAX)
      return known.page
    const page = this.#load(gridId, kind)
    const kept = { page, versions, loadedAt: now }
    this.#kept.set(key, kept)
    page.then(
      (loaded) => loaded === null && this.#forget(key, kept),
      () => this.#forget(key, kept),
    )
    return page
  }

  /** Any other page, straight from the database. */
  later(grid: GridRow, where: { kind: PostKind | null; before: PageKey | null; limit: number }): Promise<FeedPage> {
    return loadPage(this.#deps, grid, where)
  }

  async #load(gridId: string, kind: PostKind | null): Promise<FeedPage | null> {
    const grid = await findGrid(this.#deps.store.read, gridId)
    return grid ? loadPage(this.#deps, grid, { kind, before: null, limit: LIMITS.pageDefault }) : null
  }

  #versionsOf(gridId: string): string {
    const { store } = this.#deps
    return `${store.versionOf(topicOf.grid(gridId))}/${store.versionOf(topicOf.people)}/${store.versionOf(topicOf.images)}`
  }

  #forget(key: string, kept: Kept): void {
    if (this.#kept.peek(key) === kept) this.#kept.delete(key)
  }
}

async function loadPage(
  deps: Deps,
  grid: GridRow,
  where: { kind: PostKind | null; before: PageKey | null; limit: number },
): Promise<FeedPage> {
  const { read } = deps.store
  const rows = await listShownPosts(read, grid, { ...where, limit: where.limit + 1 })
  const shown = rows.slice(0, where.limit)
  const pictures = await findPictures(deps, read, shown)
  const last = shown.at(-1)
  const nextCursor = rows.length > where.limit && last ? encodeCursor([last.createdAt, last.id]) : null
  return { grid, ...preparePosts(deps, shown, pictures, nextCursor) }
}

const LIKED = '"liked":'
const NOBODY = ''

/**
 * Written once, as bytes, for a reader who wrote none of it. A quote inside a text is escaped in JSON, so `"liked":` can only be the field.
 */
function preparePosts(
  deps: Deps,
  rows: readonly PostRow[],
  pictures: ReadonlyMap<string, Image[]>,
  nextCursor: string | null,
): Pick<FeedPage, 'posts' | 'bytes'> {
  const addressOf = addressesOf(deps)
  const parts: Buffer[] = []
  let length = 0
  const add = (bytes: Buffer) => {
    parts.push(bytes)
    length += bytes.length
  }
  add(Buffer.from('{"items":['))
  const posts = rows.map((row, index): PreparedPost => {
    const images = pictures.get(row.id) ?? []
    if (index > 0) add(Buffer.from(','))
    const start = length
    add(
      Buffer.from(
        JSON.stringify(presentPost(row, { personId: NOBODY, addressOf, images, liked: false, outcome: null })),
      ),
    )
    const at = parts.at(-1)?.indexOf(`${LIKED}false`) ?? -1
    assert(at > 0, 'a presented post says whether it is liked')
    return { row, images, start, likedAt: start + at + LIKED.length, end: length }
  })
  add(Buffer.from(`],"nextCursor":${JSON.stringify(nextCursor)}}`))
  return { posts, bytes: Buffer.concat(parts, length) }
}
