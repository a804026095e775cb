import { makeAutoObservable, observableRef, runInAction } from 'mobx'
import type { PageOf } from '../contract'
import type { LoadState } from './loadable'
import { type Keep, readKept, writeKept } from './person-storage'
import { type Trouble, troubleOf } from './trouble'

/** A list that comes from the server page by page. The first page is kept on the phone where `keep` is given. */
export class PagedList<Item extends { id: string }> {
  state: LoadState = 'idle'
  items: Item[] = []
  nextCursor: string | null = null
  trouble: Trouble | null = null
  isLoadingMore = false
  /** The next page did not come; the first ones are still shown. */
  moreTrouble: Trouble | null = null
  /** When what is shown was read, if it comes from the phone and not from the server. */
  keptAt: string | null = null
  private round = 0

  constructor(
    private readonly fetchPage: (cursor: string | null) => Promise<PageOf<Item>>,
    private readonly keep?: Keep,
  ) {
    makeAutoObservable<this, 'fetchPage' | 'keep' | 'round'>(
      this,
      { items: observableRef, fetchPage: false, keep: false, round: false },
      { autoBind: true },
    )
    const kept = readKept<Item[]>(keep)
    if (kept) {
      this.items = kept.value
      this.keptAt = kept.keptAt
    }
  }

  /** Reads the first page anew; what is shown stays until it is there, and stays if it does not come. */
  async refresh(): Promise<void> {
    const round = ++this.round
    this.state = 'loading'
    try {
      const page = await this.fetchPage(null)
      runInAction(() => round === this.round && this.takeFirstPage(page))
    } catch (error) {
      const trouble = troubleOf(error)
      runInAction(() => {
        if (round !== this.round) return
        this.trouble = trouble
        this.state = trouble.kind === 'offline' ? 'offline' : 'failed'
      })
    }
  }

  async loadMore(): Promise<void> {
    const { round, nextCursor } = this
    if (nextCursor === null || this.isLoadingMore || this.state !== 'ready') return
    this.isLoadingMore = true
    this.moreTrouble = null
    try {
      const page = await this.fetchPage(nextCursor)
      runInAction(() => round === this.round && this.takeNextPage(page))
    } catch (error) {
      const trouble = troubleOf(error)
      runInAction(() => {
        this.moreTrouble = trouble
      })
    } finally {
      runInAction(() => {
        this.isLoadingMore = false
      })
    }
  }

  /** Shows a new thing on top, or the newer state of one that is shown. */
  put(item: Item): void {
    const known = this.items.some(({ id }) => id === item.id)
    this.items = known ? this.items.map((other) => (other.id === item.id ? item : other)) : [item, ...this.items]
    this.keepFirst()
  }

  /** For a list that is read from its beginning: the new thing belongs at the end, unless more pages come before it. */
  append(item: Item): void {
    if (this.nextCursor === null && !this.items.some(({ id }) => id === item.id)) this.items = [...this.items, item]
  }

  replace(item: Item): void {
    if (this.items.some(({ id }) => id === item.id)) this.put(item)
  }

  remove(id: string): void {
    this.items = this.items.filter((item) => item.id !== id)
    this.keepFirst()
  }

  get isFirstLoad(): boolean {
    return this.items.length === 0 && (this.state === 'idle' || this.state === 'loading')
  }

  get isEmpty(): boolean {
    return this.items.length === 0 && this.state === 'ready'
  }

  /** Nothing to show, and a reason for it. */
  get isBroken(): boolean {
    return this.items.length === 0 && (this.state === 'failed' || this.state === 'offline')
  }

  private takeFirstPage(page: PageOf<Item>): void {
    this.items = page.items
    this.nextCursor = page.nextCursor
    this.state = 'ready'
    this.trouble = null
    this.moreTrouble = null
    this.keptAt = null
    this.keepFirst()
  }

  /** A thing that moved while the reader scrolled may come twice; it is shown once. */
  private takeNextPage(page: PageOf<Item>): void {
    const shown = new Set(this.items.map(({ id }) => id))
    this.items = [...this.items, ...page.items.filter(({ id }) => !shown.has(id))]
    this.nextCursor = page.nextCursor
  }

  private keepFirst(): void {
    writeKept(this.keep, this.items.slice(0, KEPT_ITEMS_MAX))
  }
}

/** One page: as much as a phone shows before anybody would look for the network. */
const KEPT_ITEMS_MAX = 20
