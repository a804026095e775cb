import type { Comment, Image, Language, Post, ReportSubjectKind } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found } from '../../kernel/problem'
import type { Reader } from '../../storage/store'
import { type ImageAudience, type ImageVariant, imageAddress, listImages, presentImage } from '../media'
import { findOutcomes } from '../moderation'
import type { CommentRow } from './comment-repository'
import { presentComment, presentPost } from './presenter'
import { type KnownPostRow, listLiked, type PostRow } from './repository'
import { imageIdsOf } from './rules'

export interface Viewer {
  personId: string
  language: Language
}

export const addressesOf =
  (deps: Pick<Deps, 'secrets' | 'clock'>, audience: ImageAudience = 'anybody') =>
  (imageId: string, variant: ImageVariant) =>
    imageAddress(deps, imageId, variant, audience)

/** The pictures of some posts in one question, by the id of the post. What is not shown is seen by its author and by staff alone. */
export async function findPictures(
  deps: Deps,
  reader: Reader,
  rows: readonly PostRow[],
): Promise<Map<string, Image[]>> {
  const ids = rows.flatMap(imageIdsOf)
  if (ids.length === 0) return new Map()
  const images = new Map((await listImages(reader, ids)).map((row) => [row.id, row]))
  const ofPost = (post: PostRow) => {
    const addressOf = addressesOf(deps, post.state === 'shown' ? 'anybody' : 'insider')
    return imageIdsOf(post).flatMap((id) => {
      const image = images.get(id)
      return image === undefined ? [] : [presentImage(image, addressOf, null)]
    })
  }
  return new Map(rows.map((row) => [row.id, ofPost(row)]))
}

/** A post as the viewer sees it. */
export async function showPost(deps: Deps, row: KnownPostRow, viewer: Viewer): Promise<Post> {
  return found((await showPosts(deps, [row], viewer))[0])
}

/** Posts as the viewer sees them, whatever their states. */
export async function showPosts(deps: Deps, rows: readonly KnownPostRow[], viewer: Viewer): Promise<Post[]> {
  const { read } = deps.store
  const pictures = await findPictures(deps, read, rows)
  const liked = await listLikedOf(read, rows, viewer.personId)
  const outcomes = await outcomesFor(read, 'post', rows, viewer)
  return rows.map((row) =>
    presentPost(row, {
      personId: viewer.personId,
      addressOf: addressesOf(deps),
      images: pictures.get(row.id) ?? [],
      liked: liked.has(row.id),
      outcome: outcomes.get(row.id) ?? null,
    }),
  )
}

/** One question for each community, and none for what nobody likes. */
async function listLikedOf(reader: Reader, rows: readonly KnownPostRow[], personId: string): Promise<Set<string>> {
  const liked = rows.filter(({ likeCount }) => likeCount > 0)
  const communities = [...new Set(liked.map(({ communityId }) => communityId))]
  const idsIn = (communityId: string) => liked.filter((row) => row.communityId === communityId).map(({ id }) => id)
  const found = await Promise.all(communities.map((id) => listLiked(reader, id, idsIn(id), personId)))
  return new Set(found.flatMap((ids) => [...ids]))
}

/** Comments as the viewer sees them. */
export async function showComments(deps: Deps, rows: readonly CommentRow[], viewer: Viewer): Promise<Comment[]> {
  const addressOf = addressesOf(deps)
  const outcomes = await outcomesFor(deps.store.read, 'comment', rows, viewer)
  return rows.map((row) =>
    presentComment(row, { personId: viewer.personId, addressOf, outcome: outcomes.get(row.id) ?? null }),
  )
}

/** Why something is not shown is told to its author alone; what is shown has nothing to tell. */
function outcomesFor(
  reader: Reader,
  kind: ReportSubjectKind,
  rows: readonly { id: string; authorId: string; state: string }[],
  { personId, language }: Viewer,
) {
  const ids = rows.filter(({ authorId, state }) => authorId === personId && state !== 'shown').map(({ id }) => id)
  return findOutcomes(reader, kind, ids, personId, language)
}
