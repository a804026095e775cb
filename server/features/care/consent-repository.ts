import type { Reader, SqlValue, Tx } from '../../storage/store'

export type SensorChannel = 'smoke_sensor' | 'door_sensor'

export interface ConsentRow {
  id: string
  personId: string
  householdId: string
  channel: SensorChannel
  device: string
  givenAt: number
  withdrawnAt: number | null
  requestHash: string
}

const COLUMNS = '"id", "personId", "householdId", "channel", "device", "givenAt", "withdrawnAt", "requestHash"'

export function findConsent(reader: Reader, id: string): Promise<ConsentRow | undefined> {
  return reader.sql.get<ConsentRow>(`SELECT ${COLUMNS} FROM "SensorConsent" WHERE "id" = ?`, [id])
}

/** Newest first. */
export function listConsentsOf(
  reader: Reader,
  personId: string,
  before: readonly [givenAt: Date, id: string] | null,
  limit: number,
): Promise<ConsentRow[]> {
  const older = before === null ? '' : 'AND ("givenAt", "id") < (?, ?)'
  const params: SqlValue[] = [personId, ...(before ?? []), limit]
  return reader.sql.all<ConsentRow>(
    `SELECT ${COLUMNS} FROM "SensorConsent" WHERE "personId" = ? ${older} ORDER BY "givenAt" DESC, "id" DESC LIMIT ?`,
    params,
  )
}

export interface NewConsent {
  communityId: string
  id: string
  personId: string
  householdId: string
  channel: SensorChannel
  device: string
  givenAt: Date
  requestHash: string
}

/** `not_inserted`: the id is known, or the device belongs to a household already. */
export async function insertConsent(tx: Tx, one: NewConsent): Promise<'inserted' | 'not_inserted'> {
  const inserted = await tx.sql.run(
    `INSERT INTO "SensorConsent" ("communityId", "id", "personId", "householdId", "channel", "device", "openDevice", "givenAt", "requestHash")
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    [
      one.communityId,
      one.id,
      one.personId,
      one.householdId,
      one.channel,
      one.device,
      one.device,
      one.givenAt,
      one.requestHash,
    ],
  )
  return inserted === 1 ? 'inserted' : 'not_inserted'
}

export async function endConsent(tx: Tx, id: string, at: Date): Promise<'done' | 'wrong_state'> {
  const changed = await tx.sql.run(
    `UPDATE "SensorConsent" SET "withdrawnAt" = ?, "openDevice" = NULL WHERE "id" = ? AND "withdrawnAt" IS NULL`,
    [at, id],
  )
  return changed === 1 ? 'done' : 'wrong_state'
}

/** The home that a device watches, and who agreed to it: only while its consent holds, and whoever gave it still lives there. */
export function findWatchedHome(
  reader: Reader,
  channel: SensorChannel,
  device: string,
): Promise<{ personId: string; householdId: string; buildingId: string } | undefined> {
  return reader.sql.get(
    `SELECT c."personId", h."id" AS "householdId", h."buildingId" FROM "SensorConsent" c JOIN "Household" h ON h."id" = c."householdId"
     WHERE c."channel" = ? AND c."openDevice" = ? AND EXISTS (SELECT 1 FROM "Membership" m
       WHERE m."personId" = c."personId" AND m."householdId" = c."householdId" AND m."state" = 'verified')`,
    [channel, device],
  )
}
