import type { Reader } from '../../storage/store'

export interface GridKey {
  id: string
  communityId: string
}

/** The counters of some grids in some periods, added up. */
export async function sumCounts(
  reader: Reader,
  grids: readonly GridKey[],
  periods: readonly string[],
): Promise<Map<string, number>> {
  if (grids.length === 0 || periods.length === 0) return new Map()
  const rows = await reader.sql.all<{ dimension: string; count: number | string }>(
    `SELECT "dimension", SUM("count") AS "count" FROM "AppealCount"
     WHERE "communityId" IN (?) AND "gridId" IN (?) AND "period" IN (?) GROUP BY "dimension"`,
    [[...new Set(grids.map(({ communityId }) => communityId))], grids.map(({ id }) => id), periods],
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
