import type { Reader } from '../../storage/store'

/** The counters of a grid, or of some communities, in some periods, added up. */
export async function sumCounts(
  reader: Reader,
  placeIds: readonly string[],
  periods: readonly string[],
): Promise<Map<string, number>> {
  if (placeIds.length === 0 || periods.length === 0) return new Map()
  const rows = await reader.sql.all<{ dimension: string; count: number | string }>(
    `SELECT c."dimension", SUM(c."count") AS "count" FROM "Place" p
       JOIN "AppealCount" c ON c."communityId" = p."communityId" AND c."gridId" = p."id"
     WHERE p."id" IN (?) AND c."period" IN (?) GROUP BY c."dimension"`,
    [placeIds, periods],
  )
  return new Map(rows.map(({ dimension, count }) => [dimension, Number(count)]))
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
