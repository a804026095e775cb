import type { AppealCategory, AppealState } from '../../../src/contract'
import type { Reader, SqlValue } from '../../storage/store'
import type { Range } from './rules'

export interface RequestRow {
  id: string
  category: AppealCategory
  state: AppealState
  gridId: string
  gridPath: string
  handlerName: string
  dueAt: number | null
  createdAt: number
  updatedAt: number
  endedAt: number | null
}

/** Not what it says, nor its pictures and its point: those are for the neighbours, and this is for everybody. */
const VIEW = `SELECT a."id", a."category", a."state", a."gridId", g."path" AS "gridPath", h."name" AS "handlerName", a."dueAt", a."createdAt",
    a."endedAt", e."at" AS "updatedAt"
  FROM "Appeal" a JOIN "Place" g ON g."id" = a."gridId" JOIN "Place" h ON h."id" = a."handlerPlaceId"
    JOIN "AppealEvent" e ON e."communityId" = a."communityId" AND e."appealId" = a."id" AND e."sequence" = a."lastSequence"
  WHERE a."isConflict" = ? AND a."isPublic" = ?`
const PUBLIC: readonly SqlValue[] = [false, true]

/** In no order; those that are not there, or not public, are left out. */
export async function listRequestsByIds(reader: Reader, ids: readonly string[]): Promise<RequestRow[]> {
  if (ids.length === 0) return []
  return reader.sql.all<RequestRow>(`${VIEW} AND a."id" IN (?)`, [...PUBLIC, ids])
}

/** Where requests are looked for: a column that an index begins with, and its value. */
export interface Part {
  column: 'streetId' | 'communityId' | 'gridId'
  id: string
}

/** Newest first: a walk along the index of one part. */
export function listRequests(
  reader: Reader,
  { column, id }: Part,
  filter: { range: Range; states: readonly string[]; categories: readonly string[]; limit: number },
): Promise<RequestRow[]> {
  const { range, states, categories, limit } = filter
  return reader.sql.all<RequestRow>(
    `${VIEW} AND a."${column}" = ? AND a."createdAt" >= ? AND a."createdAt" <= ? AND a."state" IN (?) AND a."category" IN (?)
     ORDER BY a."createdAt" DESC, a."id" DESC LIMIT ?`,
    [...PUBLIC, id, range.from, range.until, states, categories, limit],
  )
}
