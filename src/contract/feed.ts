import { type Static, Type } from '@sinclair/typebox'
import { PersonBrief } from './identity'
import { LIMITS } from './limits'
import { Image } from './media'
import { ModerationOutcome } from './moderation'
import { Can, Closed, Count, FreeText, Id, Nullable, OneOf, PageQuery, Time } from './primitives'

export const PostKind = OneOf('talk', 'give', 'lost_found', 'recommend')
export type PostKind = Static<typeof PostKind>

export const ContentState = OneOf('pending', 'shown', 'hidden')
export type ContentState = Static<typeof ContentState>

export const CreatePostRequest = Closed({
  placeId: Id,
  kind: PostKind,
  text: FreeText(LIMITS.postText),
  imageIds: Type.Array(Id, { maxItems: LIMITS.postImages, uniqueItems: true }),
})
export type CreatePostRequest = Static<typeof CreatePostRequest>

/** `building` is the author's building at the time of writing ("3 号楼"). `moderation` is shown to the author alone. */
export const Post = Closed({
  id: Id,
  placeId: Id,
  kind: PostKind,
  text: Type.String(),
  images: Type.Array(Image),
  author: PersonBrief,
  building: Nullable(Type.String()),
  createdAt: Time,
  likes: Count,
  comments: Count,
  liked: Type.Boolean(),
  state: ContentState,
  moderation: Nullable(ModerationOutcome),
  can: Can('delete', 'comment', 'like', 'report', 'appeal'),
})
export type Post = Static<typeof Post>

export const FeedQuery = Closed({ ...PageQuery, kind: Type.Optional(PostKind) })

export const CreateCommentRequest = Closed({
  text: FreeText(LIMITS.commentText),
  replyToId: Type.Optional(Id),
})
export type CreateCommentRequest = Static<typeof CreateCommentRequest>

export const Comment = Closed({
  id: Id,
  postId: Id,
  text: Type.String(),
  replyToId: Nullable(Id),
  author: PersonBrief,
  createdAt: Time,
  state: ContentState,
  moderation: Nullable(ModerationOutcome),
  can: Can('delete', 'report', 'appeal'),
})
export type Comment = Static<typeof Comment>

export const CommentParams = Closed({ id: Id, commentId: Id })

export const LikeAnswer = Closed({ liked: Type.Boolean(), likes: Count })
export type LikeAnswer = Static<typeof LikeAnswer>
