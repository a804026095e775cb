import { makeAutoObservable, observableRef, runInAction } from 'mobx'
import type { FeedApi } from '../api/feed-api'
import type { Comment, Post } from '../contract'
import type { FeedStore } from './feed-store'
import { Loadable } from './loadable'
import { PagedList } from './paged-list'
import type { PendingStore, PendingWrite } from './pending-store'
import type { PostBook } from './post-book'
import type { Surroundings } from './surroundings'
import { type Trouble, troubleOf } from './trouble'

/** `kept`: not yet sent, and sent by itself later. */
export type Outcome = 'sent' | 'kept' | 'refused'

/** One post with its comments. */
export class PostStore {
  postId: string | null = null
  loading: Loadable<Post> | null = null
  comments: PagedList<Comment> | null = null
  text = ''
  replyTo: Comment | null = null
  isSending = false
  trouble: Trouble | null = null

  constructor(
    private readonly api: FeedApi,
    private readonly book: PostBook,
    private readonly feed: FeedStore,
    private readonly pending: PendingStore,
    private readonly around: Pick<Surroundings, 'newId'>,
  ) {
    makeAutoObservable<this, 'api' | 'book' | 'feed' | 'pending' | 'around'>(
      this,
      {
        loading: observableRef,
        comments: observableRef,
        replyTo: observableRef,
        api: false,
        book: false,
        feed: false,
        pending: false,
        around: false,
      },
      { autoBind: true },
    )
    pending.onSent(this.takeSent)
  }

  /** From the feed it is there at once; the server is asked all the same. */
  get post(): Post | null {
    return this.postId === null ? null : this.book.find(this.postId)
  }

  /** Comments of this post that are not yet sent. */
  get waiting(): PendingWrite[] {
    return this.pending.writes.filter(
      ({ kind, path }) => kind === 'comment' && path.startsWith(`/posts/${this.postId}/`),
    )
  }

  get canSend(): boolean {
    return this.text.trim() !== '' && !this.isSending
  }

  async open(postId: string): Promise<void> {
    if (postId !== this.postId) {
      this.postId = postId
      this.text = ''
      this.replyTo = null
      this.trouble = null
      this.loading = new Loadable(async () => {
        const post = await this.api.getPost(postId)
        this.book.put(post)
        return post
      })
      this.comments = new PagedList((cursor) => this.api.listComments(postId, cursor))
    }
    await this.refresh()
  }

  async refresh(): Promise<void> {
    const { postId } = this
    await Promise.all([this.loading?.load(), this.comments?.refresh()])
    if (postId !== null && postId === this.postId && this.loading?.trouble?.code === 'not_found')
      this.book.putGone(postId)
  }

  setText(text: string): void {
    this.text = text
  }

  setReplyTo(comment: Comment | null): void {
    this.replyTo = comment
  }

  async toggleLike(): Promise<Trouble | null> {
    return this.post ? this.book.toggleLike(this.post) : null
  }

  async sendComment(): Promise<Outcome> {
    const { postId, replyTo } = this
    const text = this.text.trim()
    if (postId === null || !this.canSend) return 'refused'
    const id = this.around.newId()
    this.isSending = true
    this.trouble = null
    try {
      const body = { text, ...(replyTo ? { replyToId: replyTo.id } : {}) }
      const path = `/posts/${postId}/comments/${id}`
      const sent = await this.pending.send<Comment>({ id, kind: 'comment', method: 'PUT', path, body, title: text })
      runInAction(() => {
        this.text = ''
        this.replyTo = null
      })
      return sent.outcome
    } catch (error) {
      const trouble = troubleOf(error)
      runInAction(() => {
        this.trouble = trouble
      })
      return 'refused'
    } finally {
      runInAction(() => {
        this.isSending = false
      })
    }
  }

  /** Null when it worked. */
  async deleteComment(comment: Comment): Promise<Trouble | null> {
    try {
      await this.api.deleteComment(comment.postId, comment.id)
      this.comments?.remove(comment.id)
      this.countComments(comment.postId, -1)
      return null
    } catch (error) {
      return troubleOf(error)
    }
  }

  deletePost(): Promise<Trouble | null> {
    return this.postId === null ? Promise.resolve(null) : this.feed.deletePost(this.postId)
  }

  private takeSent({ kind }: PendingWrite, answer: unknown): void {
    if (kind !== 'comment') return
    const comment = answer as Comment
    this.countComments(comment.postId, 1)
    if (comment.postId === this.postId) this.comments?.append(comment)
  }

  private countComments(postId: string, change: 1 | -1): void {
    const post = this.book.find(postId)
    if (post) this.book.put({ ...post, comments: Math.max(0, post.comments + change) })
  }
}
