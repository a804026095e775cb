import type { Reader } from '../../storage/store'

/** A post or comment that everybody in its grid sees. */
export interface TalkRow {
  kind: 'post' | 'comment'
  id: string
  /** The kind of the post, also of its comments. */
  category: string
  text: string
  authorId: string
  createdAt: number
}

/** What is said in some grids since a time: so many posts and so many comments at most, the newest of each. */
export async function listTalk(
  reader: Reader,
  gridIds: readonly string[],
  since: Date,
  limit: number,
): Promise<TalkRow[]> {
  const posts = await reader.sql.all<Omit<TalkRow, 'kind'>>(
    `SELECT "id", "kind" AS "category", "text", "authorId", "createdAt" FROM "Post"
     WHERE "communityId" IN (SELECT "communityId" FROM "Place" WHERE "id" IN (?)) AND "gridId" IN (?) AND "state" = 'shown' AND "createdAt" >= ?
     ORDER BY "createdAt" DESC, "id" DESC LIMIT ?`,
    [gridIds, gridIds, since, limit],
  )
  const comments = await reader.sql.all<Omit<TalkRow, 'kind'>>(
    `SELECT c."id", p."kind" AS "category", c."text", c."authorId", c."createdAt"
     FROM "Comment" c JOIN "Post" p ON p."id" = c."postId"
     WHERE c."postId" IN (?) AND c."communityId" IN (SELECT "communityId" FROM "Place" WHERE "id" IN (?)) AND c."state" = 'shown'
     ORDER BY c."createdAt" DESC, c."id" DESC LIMIT ?`,
    [posts.map(({ id }) => id), gridIds, limit],
  )
  return [
    ...posts.map((row) => ({ ...row, kind: 'post' as const })),
    ...comments.map((row) => ({ ...row, kind: 'comment' as const })),
  ]
}
