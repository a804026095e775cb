import type { Reader, Tx } from '../../storage/store'
import type { CaseRow } from './repository'

/** What the clock has to do with cases, soonest first. */
export function listCasesToActOn(
  reader: Reader,
  now: Date,
  after: readonly [Date, string],
  limit: number,
): Promise<{ id: string; actAt: number }[]> {
  return reader.sql.all<{ id: string; actAt: number }>(
    `SELECT "id", "actAt" FROM "Appeal" WHERE "actAt" IS NOT NULL AND "actAt" <= ? AND ("actAt", "id") > (?, ?)
     ORDER BY "actAt", "id" LIMIT ?`,
    [now, ...after, limit],
  )
}

/** Cases whose due time is provisional and lies before a time: the year that it lies in has become known. */
export function listProvisional(reader: Reader, before: Date, limit: number): Promise<{ id: string }[]> {
  return reader.sql.all<{ id: string }>(
    `SELECT "id" FROM "Appeal" WHERE "provisionalSince" IS NOT NULL AND "dueAt" < ? ORDER BY "dueAt", "id" LIMIT ?`,
    [before, limit],
  )
}

/** How many due times are provisional; of one street, or of all. */
export async function countProvisional(reader: Reader, streetId: string | null): Promise<number> {
  const row = await reader.sql.get<{ cases: number }>(
    `SELECT COUNT(*) AS "cases" FROM "Appeal" WHERE "provisionalSince" IS NOT NULL ${streetId === null ? '' : 'AND "streetId" = ?'}`,
    streetId === null ? [] : [streetId],
  )
  return row?.cases ?? 0
}

export async function setDueAnew(
  tx: Tx,
  id: string,
  times: { dueAt: Date; actAt: Date | null; provisionalSince: Date | null },
): Promise<void> {
  await tx.sql.run(`UPDATE "Appeal" SET "dueAt" = ?, "actAt" = ?, "provisionalSince" = ? WHERE "id" = ?`, [
    times.dueAt,
    times.actAt,
    times.provisionalSince,
    id,
  ])
}

/** The time-out was announced: next comes the time-out itself. */
export async function markAnnounced(tx: Tx, row: Pick<CaseRow, 'id'>, at: Date): Promise<void> {
  await tx.sql.run(`UPDATE "Appeal" SET "announcedAt" = ?, "actAt" = "closesAt" WHERE "id" = ?`, [at, row.id])
}
