import { makeAutoObservable, observableRef } from 'mobx'
import type { FeedApi } from '../api/feed-api'
import type { PageOf, Post, PostKind } from '../contract'
import { PagedList } from './paged-list'
import type { PendingStore, PendingWrite } from './pending-store'
import type { PersonStorage } from './person-storage'
import type { PostBook } from './post-book'
import type { Surroundings } from './surroundings'
import { type Trouble, troubleOf } from './trouble'

/** The feed of the grid one is in, by kind. */
export class FeedStore {
  kind: PostKind | null = null
  gridId: string | null = null
  list: PagedList<Post> | null = null
  /** One list a kind, so that going back to a chip finds the place one left. */
  private lists = new Map<string, PagedList<Post>>()

  constructor(
    private readonly api: FeedApi,
    private readonly book: PostBook,
    private readonly pending: PendingStore,
    private readonly own: PersonStorage,
    private readonly around: Pick<Surroundings, 'now'>,
  ) {
    makeAutoObservable<this, 'api' | 'book' | 'pending' | 'own' | 'around' | 'lists'>(
      this,
      { list: observableRef, api: false, book: false, pending: false, own: false, around: false, lists: false },
      { autoBind: true },
    )
    pending.onSent(this.takeSent)
  }

  /** Each in its newest known state. */
  get posts(): Post[] {
    return (this.list?.items ?? []).map((post) => this.book.latest(post))
  }

  /** What the reader wrote here and is not yet sent; shown on top of the feed. */
  get waiting(): PendingWrite[] {
    return this.pending.writes.filter(
      ({ kind, body }) => kind === 'post' && (body as { placeId?: string } | undefined)?.placeId === this.gridId,
    )
  }

  /** Shows a grid's feed: at once what the phone has of it, then what the server says. */
  async open(gridId: string): Promise<void> {
    if (gridId !== this.gridId) {
      this.gridId = gridId
      this.kind = null
      this.lists.clear()
    }
    this.list = this.listOf(this.kind)
    if (this.list.state === 'idle') await this.list.refresh()
  }

  async choose(kind: PostKind | null): Promise<void> {
    this.kind = kind
    if (this.gridId !== null) await this.open(this.gridId)
  }

  async refresh(): Promise<void> {
    await this.list?.refresh()
  }

  async loadMore(): Promise<void> {
    await this.list?.loadMore()
  }

  toggleLike(post: Post): Promise<Trouble | null> {
    return this.book.toggleLike(post)
  }

  /** Null when it worked. */
  async deletePost(id: string): Promise<Trouble | null> {
    try {
      await this.api.deletePost(id)
      this.book.putGone(id)
      this.drop(id)
      return null
    } catch (error) {
      return troubleOf(error)
    }
  }

  drop(id: string): void {
    for (const list of this.lists.values()) list.remove(id)
  }

  /** Nothing of one person or grid may stay for the next. */
  forget(): void {
    this.gridId = null
    this.kind = null
    this.list = null
    this.lists.clear()
  }

  private listOf(kind: PostKind | null): PagedList<Post> {
    const name = kind ?? 'all'
    const known = this.lists.get(name)
    if (known) return known
    const gridId = this.gridId ?? ''
    const fetchPage = async (cursor: string | null): Promise<PageOf<Post>> => {
      const page = await this.api.listFeed(gridId, kind, cursor)
      this.book.putAll(page.items)
      return page
    }
    const keep = kind === null ? { storage: this.own, key: `feed.${gridId}`, now: this.around.now } : undefined
    const list = new PagedList<Post>(fetchPage, keep)
    this.lists.set(name, list)
    return list
  }

  private takeSent({ kind }: PendingWrite, answer: unknown): void {
    if (kind !== 'post') return
    const post = answer as Post
    this.book.put(post)
    if (post.placeId !== this.gridId) return
    this.lists.get('all')?.put(post)
    this.lists.get(post.kind)?.put(post)
  }
}
