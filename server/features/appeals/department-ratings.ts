import type { DepartmentRatings } from '../../../src/contract'
import type { Deps } from '../../deps'
import { decodeCursor, encodeCursor } from '../../kernel/cursor'
import { found, refuseIf } from '../../kernel/problem'
import { findStanding } from '../membership'
import { findPlace, presentPlaceBrief } from '../places'
import { type DepartmentRatingRow, listDepartmentRatings, sumDepartmentRatings } from './department-repository'
import { refuseDepartmentRatings } from './office-policy'

export interface RatingsQuery {
  departmentId: string
  personId: string
  cursor: string | undefined
  limit: number
}

/** How grids rated a department, newest first, with the mean of all. */
export async function readDepartmentRatings(deps: Deps, query: RatingsQuery): Promise<DepartmentRatings> {
  const { read } = deps.store
  const { departmentId, personId, cursor, limit } = query
  const before = decodeCursor(cursor, ['time', 'id'])
  const place = found(await findPlace(read, departmentId))
  refuseIf(refuseDepartmentRatings(await findStanding(read, personId), place))
  const rows = await listDepartmentRatings(read, departmentId, { before, limit: limit + 1 })
  const { ratings, stars } = await sumDepartmentRatings(read, departmentId)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    department: presentPlaceBrief(place),
    ratings,
    meanStars: ratings === 0 ? null : stars / ratings,
    items: shown.map(presentRating),
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor([last.createdAt, last.appealId]) : null,
  }
}

function presentRating(row: DepartmentRatingRow): DepartmentRatings['items'][number] {
  return {
    appealId: row.appealId,
    category: row.category,
    grid: presentPlaceBrief({ id: row.gridId, kind: 'grid', name: row.gridName }),
    stars: row.stars,
    text: row.text,
    at: new Date(row.createdAt).toISOString(),
  }
}
