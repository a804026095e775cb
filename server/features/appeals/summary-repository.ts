import type { PlaceBrief } from '../../../src/contract'
import type { Reader } from '../../storage/store'

/** The counters of a place stand under its community; those of a street under itself. */
const COUNTERS = `"Place" p JOIN "AppealCount" c ON c."communityId" = COALESCE(p."communityId", p."id") AND c."gridId" = p."id"`

/** The counters of some grids, communities or streets in some periods, added up. */
export async function sumCounts(
  reader: Reader,
  placeIds: readonly string[],
  periods: readonly string[],
): Promise<Map<string, number>> {
  if (placeIds.length === 0 || periods.length === 0) return new Map()
  const rows = await reader.sql.all<{ dimension: string; count: number | string }>(
    `SELECT c."dimension", SUM(c."count") AS "count" FROM ${COUNTERS}
     WHERE p."id" IN (?) AND c."period" IN (?) GROUP BY c."dimension"`,
    [placeIds, periods],
  )
  return new Map(rows.map(({ dimension, count }) => [dimension, Number(count)]))
}

export interface PartRow {
  id: string
  kind: PlaceBrief['kind']
  name: string
  total: number
  open: number
}

/** How many cases each of some places has by certain counters, and how many by those of them that are `open`; those without any are left out. */
export async function countByPlace(
  reader: Reader,
  placeIds: readonly string[],
  periods: readonly string[],
  counters: { all: readonly string[]; open: readonly string[] },
): Promise<PartRow[]> {
  if (placeIds.length === 0 || periods.length === 0) return []
  const rows = await reader.sql.all<PartRow>(
    `SELECT p."id", p."kind", p."name", SUM(c."count") AS "total",
       SUM(CASE WHEN c."dimension" IN (?) THEN c."count" ELSE 0 END) AS "open"
     FROM ${COUNTERS} WHERE p."id" IN (?) AND c."period" IN (?) AND c."dimension" IN (?)
     GROUP BY p."id", p."kind", p."name" HAVING SUM(c."count") > 0 ORDER BY "open" DESC, "total" DESC, p."id"`,
    [counters.open, placeIds, periods, counters.all],
  )
  return rows.map((row) => ({ ...row, total: Number(row.total), open: Number(row.open) }))
}

export interface BuildingRow {
  id: string
  name: string
  lngE6: number | null
  latE6: number | null
}

export function listBuildings(reader: Reader, ids: readonly string[]): Promise<BuildingRow[]> {
  if (ids.length === 0) return Promise.resolve([])
  return reader.sql.all<BuildingRow>(
    `SELECT "id", "name", "lngE6", "latE6" FROM "Place" WHERE "id" IN (?) ORDER BY "path"`,
    [ids],
  )
}
