import type { Reader, SqlValue } from '../../storage/store'
import { NOTICES_LOOKED_THROUGH, POSTS_LOOKED_THROUGH } from './rules'

export interface HitQuery {
  /** For LIKE, with ! before what stands for itself. */
  pattern: string
  /** The key of the last hit given: its time and id. */
  before: readonly [Date, string] | null
  limit: number
}

interface HitRow {
  id: string
  title: string
  text: string
  createdAt: number
}

/** SQLite's LIKE takes a small letter for a large one, as PostgreSQL's ILIKE does. */
const isLike = (reader: Reader) => `${reader.sql.dialect === 'postgres' ? 'ILIKE' : 'LIKE'} ? ESCAPE '!'`

/** Among the newest posts that everybody in the grid sees; a post's title is its author's name. */
export function listPostHits(
  reader: Reader,
  grid: { id: string; communityId: string },
  { pattern, before, limit }: HitQuery,
): Promise<HitRow[]> {
  const params: SqlValue[] = [grid.communityId, grid.id, POSTS_LOOKED_THROUGH, pattern, ...(before ?? []), limit]
  return reader.sql.all<HitRow>(
    `SELECT p."id", a."displayName" AS "title", p."text", p."createdAt"
     FROM (SELECT "id", "authorId", "text", "createdAt" FROM "Post" WHERE "communityId" = ? AND "gridId" = ? AND "state" = 'shown'
       ORDER BY "createdAt" DESC, "id" DESC LIMIT ?) AS p JOIN "Person" a ON a."id" = p."authorId"
     WHERE p."text" ${isLike(reader)} ${before === null ? '' : 'AND (p."createdAt", p."id") < (?, ?)'}
     ORDER BY p."createdAt" DESC, p."id" DESC LIMIT ?`,
    params,
  )
}

/** Among what is said to some places now, each place's newest. */
export function listNoticeHits(
  reader: Reader,
  placeIds: readonly string[],
  now: Date,
  { pattern, before, limit }: HitQuery,
): Promise<HitRow[]> {
  const walk = `SELECT * FROM (SELECT "noticeId", "publishAt" FROM "NoticePlace"
    WHERE "placeId" = ? AND "publishAt" <= ? AND ("expiresAt" IS NULL OR "expiresAt" > ?)
    ORDER BY "publishAt" DESC, "noticeId" DESC LIMIT ?) AS "walk"`
  const walks = placeIds.map(() => walk).join(' UNION ALL ')
  const params = placeIds.flatMap((id): SqlValue[] => [id, now, now, NOTICES_LOOKED_THROUGH])
  return reader.sql.all<HitRow>(
    `SELECT n."id", n."title", n."body" AS "text", w."publishAt" AS "createdAt"
     FROM (SELECT DISTINCT "noticeId", "publishAt" FROM (${walks}) AS "walked") AS w JOIN "Notice" n ON n."id" = w."noticeId"
     WHERE (n."title" ${isLike(reader)} OR n."body" ${isLike(reader)})
       ${before === null ? '' : 'AND (w."publishAt", w."noticeId") < (?, ?)'}
     ORDER BY w."publishAt" DESC, w."noticeId" DESC LIMIT ?`,
    [...params, pattern, pattern, ...(before ?? []), limit],
  )
}
