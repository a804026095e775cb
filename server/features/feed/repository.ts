import { shownFace } from '../../storage/shown-face'
import type { Reader, SqlValue, Tx } from '../../storage/store'
import type { PageKey } from './rules'

export interface GridRow {
  id: string
  path: string
  communityId: string
}

export function findGrid(reader: Reader, id: string): Promise<GridRow | undefined> {
  return reader.sql.get<GridRow>(
    `SELECT "id", "path", "communityId" FROM "Place" WHERE "id" = ? AND "kind" = 'grid' AND "communityId" IS NOT NULL`,
    [id],
  )
}

export interface PostRow {
  gridId: string
  id: string
  authorId: string
  kind: string
  text: string
  /** A list as JSON. */
  imageIds: string
  state: string
  likeCount: number
  /** Comments that everybody sees. */
  commentCount: number
  createdAt: number
  displayName: string
  avatarImageId: string | null
  buildingName: string | null
}

const COLUMNS = `p."gridId", p."id", p."authorId", p."kind", p."text", p."imageIds", p."state", p."likeCount", p."commentCount", p."createdAt",
  a."displayName", ${shownFace('a')} AS "avatarImageId", b."name" AS "buildingName"`

const POST = `FROM "Post" p JOIN "Person" a ON a."id" = p."authorId" LEFT JOIN "Place" b ON b."id" = p."buildingId"`

/** A post asked for by its id, with what a repeat of the request that made it is told by. */
export interface KnownPostRow extends PostRow {
  communityId: string
  requestHash: string
}

export function findPost(reader: Reader, id: string): Promise<KnownPostRow | undefined> {
  return reader.sql.get<KnownPostRow>(`SELECT ${COLUMNS}, p."communityId", p."requestHash" ${POST} WHERE p."id" = ?`, [
    id,
  ])
}

/** What everybody in the grid sees, newest first. */
export function listShownPosts(
  reader: Reader,
  grid: GridRow,
  where: { kind: string | null; before: PageKey | null; limit: number },
): Promise<PostRow[]> {
  const params: SqlValue[] = [grid.communityId, grid.id]
  if (where.kind !== null) params.push(where.kind)
  if (where.before !== null) params.push(...where.before)
  return reader.sql.all<PostRow>(
    `SELECT ${COLUMNS} ${POST} WHERE p."communityId" = ? AND p."gridId" = ? AND p."state" = 'shown' ${where.kind === null ? '' : 'AND p."kind" = ?'}
       ${where.before === null ? '' : 'AND (p."createdAt", p."id") < (?, ?)'}
     ORDER BY p."createdAt" DESC, p."id" DESC LIMIT ?`,
    [...params, where.limit],
  )
}

/** What one person wrote, in whatever state, newest first. */
export function listPostsOfAuthor(
  reader: Reader,
  authorId: string,
  where: { before: PageKey | null; limit: number },
): Promise<KnownPostRow[]> {
  return reader.sql.all<KnownPostRow>(
    `SELECT ${COLUMNS}, p."communityId", p."requestHash" ${POST} WHERE p."authorId" = ?
       ${where.before === null ? '' : 'AND (p."createdAt", p."id") < (?, ?)'}
     ORDER BY p."createdAt" DESC, p."id" DESC LIMIT ?`,
    [authorId, ...(where.before ?? []), where.limit],
  )
}

/** What an act on a post must know of it. */
export interface PostFacts {
  communityId: string
  gridId: string
  gridPath: string
  id: string
  authorId: string
  text: string
  imageIds: string
  state: string
  likeCount: number
  createdAt: number
}

export function findPostFacts(reader: Reader, id: string): Promise<PostFacts | undefined> {
  return reader.sql.get<PostFacts>(
    `SELECT p."communityId", p."gridId", g."path" AS "gridPath", p."id", p."authorId", p."text", p."imageIds", p."state", p."likeCount",
       p."createdAt"
     FROM "Post" p JOIN "Place" g ON g."id" = p."gridId" WHERE p."id" = ?`,
    [id],
  )
}

export interface NewPost {
  communityId: string
  gridId: string
  id: string
  authorId: string
  buildingId: string | null
  kind: string
  text: string
  imageIds: readonly string[]
  state: string
  createdAt: Date
  requestHash: string
}

export async function insertPost(tx: Tx, post: NewPost): Promise<void> {
  await tx.sql.run(
    `INSERT INTO "Post" ("communityId", "gridId", "id", "authorId", "buildingId", "kind", "text", "imageIds", "state", "createdAt", "requestHash")
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      post.communityId,
      post.gridId,
      post.id,
      post.authorId,
      post.buildingId,
      post.kind,
      post.text,
      JSON.stringify(post.imageIds),
      post.state,
      post.createdAt,
      post.requestHash,
    ],
  )
}

export async function updatePostState(tx: Tx, id: string, state: string): Promise<void> {
  await tx.sql.run(`UPDATE "Post" SET "state" = ? WHERE "id" = ?`, [state, id])
}

/** The post first: a like or comment under way then finds it gone and is undone, instead of staying behind without it. */
export async function deletePostRows(tx: Tx, post: Pick<PostFacts, 'communityId' | 'id'>): Promise<void> {
  await tx.sql.run(`DELETE FROM "Post" WHERE "id" = ?`, [post.id])
  await tx.sql.run(`DELETE FROM "Comment" WHERE "communityId" = ? AND "postId" = ?`, [post.communityId, post.id])
  await tx.sql.run(`DELETE FROM "PostLike" WHERE "communityId" = ? AND "postId" = ?`, [post.communityId, post.id])
}

/** Those of the pictures that no other post of the author holds, of all or of those that are shown, nor their name. */
export async function listImagesOnlyIn(
  reader: Reader,
  post: Pick<PostFacts, 'id' | 'authorId'>,
  imageIds: readonly string[],
  others: 'all' | 'shown',
): Promise<string[]> {
  const unused: string[] = []
  for (const imageId of imageIds) {
    const use = await reader.sql.get(
      `SELECT 1 FROM "Post" WHERE "authorId" = ? AND "id" <> ? AND "imageIds" LIKE ? ${others === 'all' ? '' : `AND "state" = 'shown'`}
       UNION ALL SELECT 1 FROM "Person" WHERE "id" = ? AND "avatarImageId" = ?`,
      [post.authorId, post.id, `%${imageId}%`, post.authorId, imageId],
    )
    if (use === undefined) unused.push(imageId)
  }
  return unused
}

/**
 * Which of the posts of one community the person likes. Asked as a stretch of the person's own likes, from the first id to the last: ids
 * begin with the time they were made at, so that a page is one short stretch, and one search finds it where an IN would search for each.
 */
export async function listLiked(
  reader: Reader,
  communityId: string,
  postIds: readonly string[],
  personId: string,
): Promise<Set<string>> {
  const [first, ...rest] = postIds
  if (first === undefined) return new Set()
  const from = rest.reduce((least, id) => (id < least ? id : least), first)
  const to = rest.reduce((most, id) => (id > most ? id : most), first)
  const rows = await reader.sql.all<{ postId: string }>(
    `SELECT "postId" FROM "PostLike" WHERE "personId" = ? AND "communityId" = ? AND "postId" BETWEEN ? AND ?`,
    [personId, communityId, from, to],
  )
  const asked = new Set(postIds)
  return new Set(rows.map(({ postId }) => postId).filter((id) => asked.has(id)))
}

export async function insertLike(
  tx: Tx,
  communityId: string,
  postId: string,
  personId: string,
): Promise<'created' | 'exists'> {
  const inserted = await tx.sql.run(
    `INSERT INTO "PostLike" ("communityId", "postId", "personId") VALUES (?, ?, ?) ON CONFLICT DO NOTHING`,
    [communityId, postId, personId],
  )
  return inserted === 1 ? 'created' : 'exists'
}

export async function deleteLike(
  tx: Tx,
  communityId: string,
  postId: string,
  personId: string,
): Promise<'deleted' | 'absent'> {
  const deleted = await tx.sql.run(
    `DELETE FROM "PostLike" WHERE "communityId" = ? AND "postId" = ? AND "personId" = ?`,
    [communityId, postId, personId],
  )
  return deleted === 1 ? 'deleted' : 'absent'
}

/** The number of likes after the change, or null where the post is gone. */
export async function countLike(tx: Tx, postId: string, change: 1 | -1): Promise<number | null> {
  const row = await tx.sql.get<{ likeCount: number }>(
    `UPDATE "Post" SET "likeCount" = "likeCount" + ? WHERE "id" = ? RETURNING "likeCount"`,
    [change, postId],
  )
  return row?.likeCount ?? null
}

/** Also with a change of 0: the post is held until this transaction ends. */
export async function countComment(tx: Tx, postId: string, change: 1 | 0 | -1): Promise<'counted' | 'post_gone'> {
  const changed = await tx.sql.run(`UPDATE "Post" SET "commentCount" = "commentCount" + ? WHERE "id" = ?`, [
    change,
    postId,
  ])
  return changed === 1 ? 'counted' : 'post_gone'
}

/** Who took the post or comment of this id away, and from which post; undefined where nobody did. */
export function findDeletion(
  reader: Reader,
  kind: 'post' | 'comment',
  id: string,
): Promise<{ personId: string; postId: string } | undefined> {
  return reader.sql.get(
    `SELECT "personId", "subjectId" AS "postId" FROM "Act" WHERE "subjectKind" = ? AND "id" = ? AND "action" = 'delete'`,
    [kind, id],
  )
}
