import { makeAutoObservable, observableRef } from 'mobx'
import type { NoticesApi } from '../api/notices-api'
import type { Notice } from '../contract'
import { Loadable } from './loadable'
import { PagedList } from './paged-list'
import type { PersonStorage } from './person-storage'
import type { Surroundings } from './surroundings'

const SEEN_KEY = 'notices.seen'
/** Urgent ones are few, and soon over. */
const SEEN_MAX = 50

/** What the community says to a grid: the few that stand on the home page, and all. */
export class NoticesStore {
  placeId: string | null = null
  top: Loadable<Notice[]> | null = null
  all: PagedList<Notice> | null = null
  private seen: readonly string[]

  constructor(
    private readonly api: NoticesApi,
    private readonly own: PersonStorage,
    private readonly around: Pick<Surroundings, 'now'>,
  ) {
    this.seen = own.read<string[]>(SEEN_KEY) ?? []
    makeAutoObservable<this, 'api' | 'own' | 'around' | 'seen'>(
      this,
      { top: observableRef, all: observableRef, seen: observableRef, api: false, own: false, around: false },
      { autoBind: true },
    )
  }

  /** Must be seen before anything else, until read. */
  get urgent(): Notice[] {
    return (this.top?.value ?? []).filter(({ level }) => level === 'urgent')
  }

  get onHome(): Notice[] {
    return (this.top?.value ?? []).filter(({ level }) => level !== 'urgent')
  }

  /** The home page's few. */
  async openTop(placeId: string): Promise<void> {
    this.settle(placeId)
    await this.top?.load()
  }

  async openAll(placeId: string): Promise<void> {
    this.settle(placeId)
    await this.all?.refresh()
  }

  async loadMore(): Promise<void> {
    await this.all?.loadMore()
  }

  /** A newer state of one that is shown. */
  replace(notice: Notice): void {
    this.all?.replace(notice)
    const top = this.top?.value
    if (this.top && top?.some(({ id }) => id === notice.id))
      this.top.set(top.map((other) => (other.id === notice.id ? notice : other)))
  }

  find(id: string): Notice | null {
    return [...(this.top?.value ?? []), ...(this.all?.items ?? [])].find((notice) => notice.id === id) ?? null
  }

  /** Opened on this phone, or confirmed on any. */
  isSeen({ id, confirmed }: Notice): boolean {
    return confirmed || this.seen.includes(id)
  }

  markSeen(id: string): void {
    if (this.seen.includes(id)) return
    this.seen = [id, ...this.seen].slice(0, SEEN_MAX)
    this.own.write(SEEN_KEY, this.seen)
  }

  forget(): void {
    this.seen = []
    this.placeId = null
    this.top = null
    this.all = null
  }

  private settle(placeId: string): void {
    if (placeId === this.placeId) return
    this.placeId = placeId
    const { own: storage } = this
    const { now } = this.around
    const readTop = async () => (await this.api.listNotices(placeId, null, true)).items
    this.top = new Loadable(readTop, { storage, key: `notices.top.${placeId}`, now })
    this.all = new PagedList((cursor) => this.api.listNotices(placeId, cursor), {
      storage,
      key: `notices.all.${placeId}`,
      now,
    })
  }
}
