import { makeAutoObservable, observableRef, runInAction } from 'mobx'
import { SearchApi } from '../api/search-api'
import type { SearchHit } from '../contract'
import { LIMITS } from '../contract/limits'
import { PagedList } from './paged-list'
import type { StoreKind } from './root-store'

/** Nobody types a word in less; every letter need not ask the server. */
const DEBOUNCE_MS = 350
/** One character stands in nearly everything; the server does not look for it. */
const WORDS_MIN = 2

/** Looking for words in what a grid's neighbours and community said. What was looked for is not kept anywhere. */
export class SearchStore {
  placeId: string | null = null
  text = ''
  list: PagedList<SearchHit> | null = null
  private timer: ReturnType<typeof setTimeout> | null = null

  constructor(private readonly api: SearchApi) {
    makeAutoObservable<this, 'api' | 'timer'>(
      this,
      { list: observableRef, api: false, timer: false },
      { autoBind: true },
    )
  }

  /** The words that are looked for; '' where nothing is. */
  get words(): string {
    return Array.from(this.text.trim().replace(/\s+/g, ' ')).slice(0, LIMITS.searchText).join('')
  }

  /** Begins with an empty field, in this grid. */
  open(placeId: string): void {
    if (placeId === this.placeId) return
    this.forget()
    this.placeId = placeId
  }

  setText(text: string): void {
    const before = this.words
    this.text = text
    if (this.words === before) return
    this.stopTimer()
    // The answer to other words must not stand under these.
    const isEnough = Array.from(this.words).length >= WORDS_MIN
    this.list = isEnough && this.placeId !== null ? this.listOf(this.placeId, this.words) : null
    if (this.list) this.timer = setTimeout(() => void this.search(), DEBOUNCE_MS)
  }

  /** At once: the person pressed the key, or asks again. */
  async search(): Promise<void> {
    this.stopTimer()
    await this.list?.refresh()
  }

  async loadMore(): Promise<void> {
    await this.list?.loadMore()
  }

  forget(): void {
    this.stopTimer()
    runInAction(() => {
      this.placeId = null
      this.text = ''
      this.list = null
    })
  }

  private listOf(placeId: string, words: string): PagedList<SearchHit> {
    return new PagedList((cursor) => this.api.search(placeId, words, cursor))
  }

  private stopTimer(): void {
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = null
  }
}

export const searchStore: StoreKind<SearchStore> = ({ api }) => new SearchStore(new SearchApi(api.http))
