import type { Comment, Image, Language, Post, ReportSubjectKind } from '../../../src/contract'
import type { Deps } from '../../deps'
import type { Reader } from '../../storage/store'
import { type ImageVariant, imageAddress, listImages, presentImage } from '../media'
import { findOutcomes } from '../moderation'
import type { CommentRow } from './comment-repository'
import { presentComment, presentPost } from './presenter'
import { type KnownPostRow, listLiked, type PostRow } from './repository'
import { imageIdsOf } from './rules'

export interface Viewer {
  personId: string
  language: Language
}

export const addressesOf = (deps: Pick<Deps, 'secrets'>) => (imageId: string, variant: ImageVariant) =>
  imageAddress(deps.secrets, imageId, variant)

/** The pictures of some posts in one question, by the id of the post. */
export async function findPictures(
  deps: Deps,
  reader: Reader,
  rows: readonly PostRow[],
): Promise<Map<string, Image[]>> {
  const ids = rows.flatMap(imageIdsOf)
  if (ids.length === 0) return new Map()
  const addressOf = addressesOf(deps)
  const images = new Map((await listImages(reader, ids)).map((row) => [row.id, presentImage(row, addressOf)]))
  const ofPost = (row: PostRow) => imageIdsOf(row).flatMap((id) => images.get(id) ?? [])
  return new Map(rows.map((row) => [row.id, ofPost(row)]))
}

/** A post as the viewer sees it. */
export async function showPost(deps: Deps, row: KnownPostRow, viewer: Viewer): Promise<Post> {
  const { read } = deps.store
  const pictures = await findPictures(deps, read, [row])
  const liked = row.likeCount === 0 ? new Set() : await listLiked(read, row.communityId, [row.id], viewer.personId)
  const outcomes = await outcomesFor(read, 'post', [row], viewer)
  return presentPost(row, {
    personId: viewer.personId,
    addressOf: addressesOf(deps),
    images: pictures.get(row.id) ?? [],
    liked: liked.has(row.id),
    outcome: outcomes.get(row.id) ?? null,
  })
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
