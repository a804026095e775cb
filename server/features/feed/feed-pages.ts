import { LRUCache } from 'lru-cache'
import { type Image, LIMITS, type PostKind } from '../../../src/contract'
import type { Deps } from '../../deps'
import { encodeCursor } from '../../kernel/cursor'
import { topicOf } from '../../storage/versions'
import { type PreparedPage, preparePage } from './prepared-page'
import { findGrid, type GridRow, listShownPosts, type PostRow } from './repository'
import type { PageKey } from './rules'
import { findPictures } from './surround'

export interface FeedPage {
  grid: GridRow
  rows: PostRow[]
  /** By the id of the post. */
  pictures: ReadonlyMap<string, Image[]>
  nextCursor: string | null
  /** Made when the page is asked for again: most pages are read once. */
  prepared: PreparedPage | null
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
  async first(gridId: string, kind: PostKind | null): Promise<FeedPage | null> {
    const key = `${gridId}/${kind ?? ''}`
    const now = this.#deps.clock.now().getTime()
    // Read before the page is: a write that lands in between makes the page old, never the other way round.
    const versions = this.#versionsOf(gridId)
    const known = this.#kept.get(key)
    if (known === undefined || known.versions !== versions || Math.abs(now - known.loadedAt) >= AGE_MS_MAX) {
      return this.#loadAndKeep(key, gridId, kind, versions, now)
    }
    const page = await known.page
    if (page !== null) page.prepared ??= preparePage(this.#deps, page)
    return page
  }

  /** Any other page, straight from the database. */
  later(grid: GridRow, where: { kind: PostKind | null; before: PageKey | null; limit: number }): Promise<FeedPage> {
    return loadPage(this.#deps, grid, where)
  }

  #loadAndKeep(key: string, gridId: string, kind: PostKind | null, versions: string, loadedAt: number) {
    const page = this.#load(gridId, kind)
    const kept = { page, versions, loadedAt }
    this.#kept.set(key, kept)
    page.then(
      (loaded) => loaded === null && this.#forget(key, kept),
      () => this.#forget(key, kept),
    )
    return page
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
  const found = await listShownPosts(read, grid, { ...where, limit: where.limit + 1 })
  const rows = found.slice(0, where.limit)
  const pictures = await findPictures(deps, read, rows)
  const last = rows.at(-1)
  const nextCursor = found.length > where.limit && last ? encodeCursor([last.createdAt, last.id]) : null
  return { grid, rows, pictures, nextCursor, prepared: null }
}
