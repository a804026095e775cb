import type { Reader, Tx } from '../../storage/store'

export interface Tie {
  personId: string
  kind: 'reporter' | 'joined' | 'merged'
  householdId: string | null
}

interface CaseKey {
  communityId: string
  id: string
}

export function findTie(reader: Reader, one: CaseKey, personId: string): Promise<Tie | undefined> {
  return reader.sql.get<Tie>(
    `SELECT "personId", "kind", "householdId" FROM "AppealTie" WHERE "communityId" = ? AND "appealId" = ? AND "personId" = ?`,
    [one.communityId, one.id, personId],
  )
}

/** The person's ties to some cases, by the id of the case. */
export async function listTiesTo(
  reader: Reader,
  personId: string,
  appealIds: readonly string[],
): Promise<Map<string, Tie['kind']>> {
  if (appealIds.length === 0) return new Map()
  const rows = await reader.sql.all<{ appealId: string; kind: Tie['kind'] }>(
    `SELECT "appealId", "kind" FROM "AppealTie" WHERE "personId" = ? AND "appealId" IN (?)`,
    [personId, appealIds],
  )
  return new Map(rows.map(({ appealId, kind }) => [appealId, kind]))
}

/** Everybody whom a case concerns. */
export function listTies(reader: Reader, one: CaseKey): Promise<Tie[]> {
  return reader.sql.all<Tie>(
    `SELECT "personId", "kind", "householdId" FROM "AppealTie" WHERE "communityId" = ? AND "appealId" = ? ORDER BY "personId"`,
    [one.communityId, one.id],
  )
}

export async function insertTie(tx: Tx, one: CaseKey, tie: Tie, at: Date): Promise<'created' | 'exists'> {
  const inserted = await tx.sql.run(
    `INSERT INTO "AppealTie" ("communityId", "appealId", "personId", "householdId", "kind", "createdAt") VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
    [one.communityId, one.id, tie.personId, tie.householdId, tie.kind, at],
  )
  return inserted === 1 ? 'created' : 'exists'
}

/** Counts the households anew, of a case that is held. A tie without a household counts for itself: staff who reported count nowhere. */
export async function recountHouseholds(tx: Tx, one: CaseKey): Promise<void> {
  await tx.sql.run(
    `UPDATE "Appeal" SET "householdCount" = (SELECT COUNT(DISTINCT t."householdId") FROM "AppealTie" t
       WHERE t."communityId" = ? AND t."appealId" = ?) WHERE "id" = ?`,
    [one.communityId, one.id, one.id],
  )
}

/** Staff whom a case is about, by the street's word. */
export async function listBarred(reader: Reader, one: CaseKey): Promise<string[]> {
  const rows = await reader.sql.all<{ personId: string }>(
    `SELECT "personId" FROM "AppealConflict" WHERE "communityId" = ? AND "appealId" = ?`,
    [one.communityId, one.id],
  )
  return rows.map(({ personId }) => personId)
}

/** Cases of some that are about this person. */
export async function listBarredFrom(
  reader: Reader,
  personId: string,
  appealIds: readonly string[],
): Promise<Set<string>> {
  if (appealIds.length === 0) return new Set()
  const rows = await reader.sql.all<{ appealId: string }>(
    `SELECT "appealId" FROM "AppealConflict" WHERE "personId" = ? AND "appealId" IN (?)`,
    [personId, appealIds],
  )
  return new Set(rows.map(({ appealId }) => appealId))
}

export async function replaceBarred(tx: Tx, one: CaseKey, personIds: readonly string[]): Promise<void> {
  await tx.sql.run(`DELETE FROM "AppealConflict" WHERE "communityId" = ? AND "appealId" = ?`, [one.communityId, one.id])
  for (const personId of personIds) {
    await tx.sql.run(`INSERT INTO "AppealConflict" ("communityId", "appealId", "personId") VALUES (?, ?, ?)`, [
      one.communityId,
      one.id,
      personId,
    ])
  }
  await tx.sql.run(`UPDATE "Appeal" SET "isConflict" = ? WHERE "id" = ?`, [false, one.id])
}
