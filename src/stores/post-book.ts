import { makeAutoObservable, observable } from 'mobx'
import type { FeedApi } from '../api/feed-api'
import type { Post } from '../contract'
import { type Trouble, troubleOf } from './trouble'

/** The newest known state of each post, so that the feed and the post's own screen never disagree. */
export class PostBook {
  private readonly posts = observable.map<string, Post>(undefined, { deep: false })
  /** Known to be deleted, or never to have been for this reader. */
  private readonly gone = observable.set<string>()
  private readonly likesUnderWay = new Set<string>()

  constructor(private readonly api: FeedApi) {
    makeAutoObservable<this, 'api' | 'likesUnderWay' | 'posts' | 'gone'>(
      this,
      { api: false, likesUnderWay: false, posts: false, gone: false },
      { autoBind: true },
    )
  }

  latest(post: Post): Post {
    return this.posts.get(post.id) ?? post
  }

  find(id: string): Post | null {
    return this.posts.get(id) ?? null
  }

  isGone(id: string): boolean {
    return this.gone.has(id)
  }

  putGone(id: string): void {
    this.gone.add(id)
    this.posts.delete(id)
  }

  put(post: Post): void {
    this.gone.delete(post.id)
    this.posts.set(post.id, post)
  }

  putAll(posts: readonly Post[]): void {
    for (const post of posts) this.put(post)
  }

  /** The heart answers at once, and goes back if the server did not take it. */
  async toggleLike(shown: Post): Promise<Trouble | null> {
    const before = this.latest(shown)
    if (this.likesUnderWay.has(before.id)) return null
    this.likesUnderWay.add(before.id)
    const liked = !before.liked
    this.put({ ...before, liked, likes: Math.max(0, before.likes + (liked ? 1 : -1)) })
    try {
      const answer = liked ? await this.api.like(before.id) : await this.api.unlike(before.id)
      this.put({ ...this.latest(before), ...answer })
      return null
    } catch (error) {
      this.put({ ...this.latest(before), liked: before.liked, likes: before.likes })
      return troubleOf(error)
    } finally {
      this.likesUnderWay.delete(before.id)
    }
  }
}
