import { shownFace } from '../../storage/shown-face'
import type { Reader, Tx } from '../../storage/store'
import type { PageKey } from './rules'

export interface CommentRow {
  communityId: string
  postId: string
  id: string
  authorId: string
  text: string
  replyToId: string | null
  state: string
  createdAt: number
  requestHash: string
  displayName: string
  avatarImageId: string | null
}

const COMMENT = `SELECT c."communityId", c."postId", c."id", c."authorId", c."text", c."replyToId", c."state", c."createdAt", c."requestHash",
    a."displayName", ${shownFace('a')} AS "avatarImageId"
  FROM "Comment" c JOIN "Person" a ON a."id" = c."authorId"`

export function findComment(reader: Reader, id: string): Promise<CommentRow | undefined> {
  return reader.sql.get<CommentRow>(`${COMMENT} WHERE c."id" = ?`, [id])
}

/** What everybody sees and the reader's own, or all of them for those who decide about them; oldest first. */
export function listComments(
  reader: Reader,
  post: { communityId: string; id: string },
  where: { personId: string; seesAll: boolean; after: PageKey; limit: number },
): Promise<CommentRow[]> {
  return reader.sql.all<CommentRow>(
    `${COMMENT} WHERE c."communityId" = ? AND c."postId" = ? AND (c."createdAt", c."id") > (?, ?)
       AND (c."state" = 'shown' OR c."authorId" = ? ${where.seesAll ? 'OR 1 = 1' : ''})
     ORDER BY c."createdAt", c."id" LIMIT ?`,
    [post.communityId, post.id, ...where.after, where.personId, where.limit],
  )
}

export interface NewComment {
  communityId: string
  postId: string
  id: string
  authorId: string
  text: string
  replyToId: string | null
  state: string
  createdAt: Date
  requestHash: string
}

export async function insertComment(tx: Tx, comment: NewComment): Promise<void> {
  await tx.sql.run(
    `INSERT INTO "Comment" ("communityId", "postId", "id", "authorId", "text", "replyToId", "state", "createdAt", "requestHash")
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      comment.communityId,
      comment.postId,
      comment.id,
      comment.authorId,
      comment.text,
      comment.replyToId,
      comment.state,
      comment.createdAt,
      comment.requestHash,
    ],
  )
}

/** Only from the state that was looked at, so that a comment is counted once. */
export async function changeCommentState(
  tx: Tx,
  id: string,
  from: string,
  to: string,
): Promise<'changed' | 'not_in_that_state'> {
  const changed = await tx.sql.run(`UPDATE "Comment" SET "state" = ? WHERE "id" = ? AND "state" = ?`, [to, id, from])
  return changed === 1 ? 'changed' : 'not_in_that_state'
}

/** The state it was in, or null where it was gone already. */
export async function deleteCommentRow(tx: Tx, id: string): Promise<string | null> {
  const row = await tx.sql.get<{ state: string }>(`DELETE FROM "Comment" WHERE "id" = ? RETURNING "state"`, [id])
  return row?.state ?? null
}

/** Whoever commented on the post, each once. */
export async function listCommenters(reader: Reader, post: { communityId: string; id: string }): Promise<string[]> {
  const rows = await reader.sql.all<{ authorId: string }>(
    `SELECT DISTINCT "authorId" FROM "Comment" WHERE "communityId" = ? AND "postId" = ?`,
    [post.communityId, post.id],
  )
  return rows.map(({ authorId }) => authorId)
}
