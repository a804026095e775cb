import type { Reader, SqlValue, Tx } from '../../storage/store'

export interface SightingRow {
  id: string
  alertId: string
  personId: string
  displayName: string | null
  text: string
  lngE6: number | null
  latE6: number | null
  seenAt: number
  createdAt: number
  requestHash: string
}

const VIEW = `SELECT s."id", s."alertId", s."personId", p."displayName", s."text", s."lngE6", s."latE6", s."seenAt", s."createdAt", s."requestHash"
  FROM "Sighting" s LEFT JOIN "Person" p ON p."id" = s."personId" AND p."erasedAt" IS NULL`

export function findSighting(reader: Reader, id: string): Promise<SightingRow | undefined> {
  return reader.sql.get<SightingRow>(`${VIEW} WHERE s."id" = ?`, [id])
}

/** Whoever reported these sightings. */
export async function listSighters(reader: Reader, ids: readonly string[]): Promise<string[]> {
  const rows = await reader.sql.all<{ personId: string }>(
    `SELECT DISTINCT "personId" FROM "Sighting" WHERE "id" IN (?)`,
    [ids],
  )
  return rows.map(({ personId }) => personId)
}

interface AlertKey {
  communityId: string
  id: string
}

/** Newest first. */
export function listSightings(
  reader: Reader,
  alert: AlertKey,
  before: readonly [createdAt: Date, id: string] | null,
  limit: number,
): Promise<SightingRow[]> {
  const older = before === null ? '' : 'AND (s."createdAt", s."id") < (?, ?)'
  const params: SqlValue[] = [alert.communityId, alert.id, ...(before ?? []), limit]
  return reader.sql.all<SightingRow>(
    `${VIEW} WHERE s."communityId" = ? AND s."alertId" = ? ${older} ORDER BY s."createdAt" DESC, s."id" DESC LIMIT ?`,
    params,
  )
}

export async function countSightingsBy(reader: Reader, alert: AlertKey, personId: string): Promise<number> {
  const row = await reader.sql.get<{ sightings: number }>(
    `SELECT COUNT(*) AS "sightings" FROM "Sighting" WHERE "communityId" = ? AND "alertId" = ? AND "personId" = ?`,
    [alert.communityId, alert.id, personId],
  )
  return row?.sightings ?? 0
}

export interface NewSighting {
  communityId: string
  alertId: string
  id: string
  personId: string
  text: string
  lngE6: number | null
  latE6: number | null
  seenAt: Date
  createdAt: Date
  requestHash: string
}

export async function insertSighting(tx: Tx, sighting: NewSighting): Promise<void> {
  await tx.prisma.sighting.create({ data: sighting })
}

/** Only while the alert is open: whoever ends it at the same moment comes first or second, never in between. */
export async function countSighting(tx: Tx, alertId: string): Promise<'counted' | 'wrong_state'> {
  const changed = await tx.sql.run(
    `UPDATE "MissingAlert" SET "sightingCount" = "sightingCount" + 1 WHERE "id" = ? AND "state" = 'open'`,
    [alertId],
  )
  return changed === 1 ? 'counted' : 'wrong_state'
}

/** Deletes what was seen of those who were found before the time. */
export function deleteOldSightings(tx: Tx, endedBefore: Date): Promise<number> {
  return tx.sql.run(
    `DELETE FROM "Sighting" WHERE "alertId" IN (SELECT "id" FROM "MissingAlert" WHERE "state" = 'ended' AND "endedAt" < ?)`,
    [endedBefore],
  )
}
