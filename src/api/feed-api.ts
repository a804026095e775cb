import type { Comment, LikeAnswer, PageOf, Post, PostKind } from '../contract'
import type { HttpClient } from './http-client'

/** New posts and comments are sent by the pending store, which keeps them until they have arrived. */
export class FeedApi {
  constructor(private readonly http: HttpClient) {}

  listFeed(placeId: string, kind: PostKind | null, cursor: string | null): Promise<PageOf<Post>> {
    return this.http.get(`/places/${placeId}/feed`, { kind, cursor })
  }

  /** One's own posts in every state, those that are checked or hidden among them. */
  listMine(cursor: string | null): Promise<PageOf<Post>> {
    return this.http.get('/me/posts', { cursor })
  }

  getPost(id: string): Promise<Post> {
    return this.http.get(`/posts/${id}`)
  }

  deletePost(id: string): Promise<null> {
    return this.http.del(`/posts/${id}`)
  }

  listComments(postId: string, cursor: string | null): Promise<PageOf<Comment>> {
    return this.http.get(`/posts/${postId}/comments`, { cursor })
  }

  deleteComment(postId: string, commentId: string): Promise<null> {
    return this.http.del(`/posts/${postId}/comments/${commentId}`)
  }

  like(postId: string): Promise<LikeAnswer> {
    return this.http.put(`/posts/${postId}/like`)
  }

  unlike(postId: string): Promise<LikeAnswer> {
    return this.http.del(`/posts/${postId}/like`)
  }
}
