import type { Comment, ContentState, Image, ModerationOutcome, Post, PostKind } from '../../../src/contract'
import { type ImageAddress, presentPersonBrief } from '../identity'
import type { CommentRow } from './comment-repository'
import { commentAbilities, postAbilities } from './policy'
import type { PostRow } from './repository'

/** What stands around a row for the person who reads it. */
export interface Surroundings {
  personId: string
  addressOf: ImageAddress
  outcome: ModerationOutcome | null
}

export function presentPost(row: PostRow, around: Surroundings & { images: Image[]; liked: boolean }): Post {
  return {
    id: row.id,
    placeId: row.gridId,
    kind: row.kind as PostKind,
    text: row.text,
    images: imagesFor(row, around),
    author: presentPersonBrief(
      { id: row.authorId, displayName: row.displayName, avatarImageId: row.avatarImageId },
      around.addressOf,
    ),
    building: row.buildingName,
    createdAt: new Date(row.createdAt).toISOString(),
    likes: row.likeCount,
    comments: row.commentCount,
    liked: around.liked,
    state: row.state as ContentState,
    moderation: around.outcome,
    can: postAbilities(around.personId, row, around.outcome),
  }
}

/** A picture that was not approved, or not yet, is shown to its author alone. They are the author's own, to be used again while they are shown. */
function imagesFor(row: PostRow, { images, personId }: { images: Image[]; personId: string }): Image[] {
  if (row.authorId !== personId) return images.filter(({ state }) => state === 'approved')
  return images.map((image) => ({ ...image, can: { use: image.state !== 'refused' && row.state === 'shown' } }))
}

export function presentComment(row: CommentRow, { personId, addressOf, outcome }: Surroundings): Comment {
  return {
    id: row.id,
    postId: row.postId,
    text: row.text,
    replyToId: row.replyToId,
    author: presentPersonBrief(
      { id: row.authorId, displayName: row.displayName, avatarImageId: row.avatarImageId },
      addressOf,
    ),
    createdAt: new Date(row.createdAt).toISOString(),
    state: row.state as ContentState,
    moderation: outcome,
    can: commentAbilities(personId, row, outcome),
  }
}
