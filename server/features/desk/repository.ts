import type { Reader } from '../../storage/store'

/** Requests to be let in that wait in some grids, but for the person's own, which somebody else decides. */
export async function countMembershipsWaitingFor(
  reader: Reader,
  personId: string,
  gridIds: readonly string[],
): Promise<number> {
  const row = await reader.sql.get<{ waiting: number }>(
    `SELECT COUNT(*) AS "waiting" FROM "Membership" WHERE "gridId" IN (?) AND "state" = 'pending' AND "personId" <> ?`,
    [gridIds, personId],
  )
  return row?.waiting ?? 0
}
