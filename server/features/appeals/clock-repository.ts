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

/** The time-out was announced: next comes the time-out itself. */
export async function markAnnounced(tx: Tx, row: Pick<CaseRow, 'id'>, at: Date): Promise<void> {
  await tx.sql.run(`UPDATE "Appeal" SET "announcedAt" = ?, "actAt" = "closesAt" WHERE "id" = ?`, [at, row.id])
}
