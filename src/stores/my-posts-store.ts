import { makeAutoObservable } from 'mobx'
import type { FeedApi } from '../api/feed-api'
import type { Post } from '../contract'
import { PagedList } from './paged-list'
import type { PendingStore, PendingWrite } from './pending-store'
import type { PostBook } from './post-book'

/** What the person has posted, in every state: the feed has no place for what is checked or hidden. */
export class MyPostsStore {
  readonly list: PagedList<Post>

  constructor(
    api: FeedApi,
    private readonly book: PostBook,
    pending: PendingStore,
  ) {
    this.list = new PagedList(async (cursor) => {
      const page = await api.listMine(cursor)
      this.book.putAll(page.items)
      return page
    })
    makeAutoObservable<this, 'book'>(this, { list: false, book: false }, { autoBind: true })
    pending.onSent(this.takeSent)
  }

  /** Each in its newest known state, without those that were deleted meanwhile. */
  get posts(): Post[] {
    return this.list.items.filter(({ id }) => !this.book.isGone(id)).map((post) => this.book.latest(post))
  }

  get appealable(): Post[] {
    return this.posts.filter(({ can }) => can.appeal)
  }

  /** The post that a moderation case is about; null where it is none of these. */
  async findByCase(reportId: string): Promise<Post | null> {
    if (this.list.state !== 'ready') await this.list.refresh()
    return this.posts.find(({ moderation }) => moderation?.reportId === reportId) ?? null
  }

  forget(): void {
    this.list.items = []
    this.list.nextCursor = null
    this.list.state = 'idle'
  }

  private takeSent({ kind }: PendingWrite, answer: unknown): void {
    if (kind === 'post' && this.list.state === 'ready') this.list.put(answer as Post)
  }
}
