import type { AppealCategory } from '../../../src/contract'
import type { Reader, Tx } from '../../storage/store'

export interface NewDepartmentRating {
  departmentId: string
  createdAt: Date
  appealId: string
  communityId: string
  gridId: string
  category: string
  stars: number
  text: string | null
  ratedById: string
}

export async function insertDepartmentRating(tx: Tx, rating: NewDepartmentRating): Promise<void> {
  await tx.prisma.departmentRating.create({ data: rating })
  await tx.sql.run(`UPDATE "Appeal" SET "departmentStars" = ? WHERE "id" = ?`, [rating.stars, rating.appealId])
}

export interface DepartmentRatingRow {
  appealId: string
  category: AppealCategory
  gridId: string
  gridName: string
  stars: number
  text: string | null
  createdAt: number
}

/** Newest first; of some grids where the reader does not belong to the department. */
export function listDepartmentRatings(
  reader: Reader,
  departmentId: string,
  page: { before: readonly [Date, string] | null; limit: number },
): Promise<DepartmentRatingRow[]> {
  return reader.sql.all<DepartmentRatingRow>(
    `SELECT r."appealId", r."category", r."gridId", g."name" AS "gridName", r."stars", r."text", r."createdAt"
     FROM "DepartmentRating" r JOIN "Place" g ON g."id" = r."gridId"
     WHERE r."departmentId" = ? ${page.before === null ? '' : 'AND (r."createdAt", r."appealId") < (?, ?)'}
     ORDER BY r."createdAt" DESC, r."appealId" DESC LIMIT ?`,
    [departmentId, ...(page.before ?? []), page.limit],
  )
}

export async function sumDepartmentRatings(
  reader: Reader,
  departmentId: string,
): Promise<{ ratings: number; stars: number }> {
  const row = await reader.sql.get<{ ratings: number; stars: number | null }>(
    `SELECT COUNT(*) AS "ratings", SUM("stars") AS "stars" FROM "DepartmentRating" WHERE "departmentId" = ?`,
    [departmentId],
  )
  return { ratings: row?.ratings ?? 0, stars: Number(row?.stars ?? 0) }
}
