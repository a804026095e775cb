import type { Reader, SqlValue, Tx } from '../../storage/store'

export interface AlertRow {
  communityId: string
  communityName: string
  communityPath: string
  id: string
  placeId: string
  placeKind: string
  placeName: string
  placePath: string
  raisedById: string
  name: string | null
  description: string | null
  imageId: string | null
  lastPlace: string
  lastSeenAt: number
  lngE6: number | null
  latE6: number | null
  state: 'open' | 'ended'
  sightingCount: number
  createdAt: number
  endedAt: number | null
  requestHash: string
}

const VIEW = `SELECT a."communityId", c."name" AS "communityName", c."path" AS "communityPath", a."id", a."placeId", p."kind" AS "placeKind",
    p."name" AS "placeName", p."path" AS "placePath", a."raisedById", a."name", a."description", a."imageId", a."lastPlace", a."lastSeenAt",
    a."lngE6", a."latE6", a."state", a."sightingCount", a."createdAt", a."endedAt", a."requestHash"
  FROM "MissingAlert" a JOIN "Place" c ON c."id" = a."communityId" JOIN "Place" p ON p."id" = a."placeId"`

export function findAlert(reader: Reader, id: string): Promise<AlertRow | undefined> {
  return reader.sql.get<AlertRow>(`${VIEW} WHERE a."id" = ?`, [id])
}

/** Newest first. */
export function listAlerts(
  reader: Reader,
  communityIds: readonly string[],
  filter: { state: 'open' | 'ended' | null; before: readonly [createdAt: Date, id: string] | null; limit: number },
): Promise<AlertRow[]> {
  const { state, before, limit } = filter
  const ofState = state === null ? '' : 'AND a."state" = ?'
  const older = before === null ? '' : 'AND (a."createdAt", a."id") < (?, ?)'
  const params: SqlValue[] = [communityIds, ...(state === null ? [] : [state]), ...(before ?? []), limit]
  return reader.sql.all<AlertRow>(
    `${VIEW} WHERE a."communityId" IN (?) ${ofState} ${older} ORDER BY a."createdAt" DESC, a."id" DESC LIMIT ?`,
    params,
  )
}

export interface NewAlert {
  communityId: string
  id: string
  placeId: string
  raisedById: string
  name: string
  description: string
  imageId: string
  lastPlace: string
  lastSeenAt: Date
  lngE6: number | null
  latE6: number | null
  lineId: string
  createdAt: Date
  requestHash: string
}

export async function insertAlert(tx: Tx, alert: NewAlert): Promise<void> {
  await tx.prisma.missingAlert.create({ data: alert })
}

/** Whether an open alert shows the picture already: it would lose it when the other one ends. */
export async function isPictureOfAlert(reader: Reader, imageId: string): Promise<boolean> {
  const row = await reader.sql.get(`SELECT "id" FROM "MissingAlert" WHERE "imageId" = ?`, [imageId])
  return row !== undefined
}

/** Ends an alert and takes away whom it was about; `imageId` stays until the picture's files are gone. */
export async function closeAlert(
  tx: Tx,
  id: string,
  { endedAt, endedById }: { endedAt: Date; endedById: string },
): Promise<'done' | 'wrong_state'> {
  const changed = await tx.sql.run(
    `UPDATE "MissingAlert" SET "state" = 'ended', "name" = NULL, "description" = NULL, "endedAt" = ?, "endedById" = ?
     WHERE "id" = ? AND "state" = 'open'`,
    [endedAt, endedById, id],
  )
  return changed === 1 ? 'done' : 'wrong_state'
}

export async function forgetPicture(tx: Tx, id: string): Promise<void> {
  await tx.sql.run(`UPDATE "MissingAlert" SET "imageId" = NULL WHERE "id" = ? AND "state" = 'ended'`, [id])
}

/** Alerts that have ended and whose picture was not taken away yet. */
export function listEndedWithPicture(reader: Reader, limit: number): Promise<{ id: string; imageId: string }[]> {
  return reader.sql.all(
    `SELECT "id", "imageId" FROM "MissingAlert" WHERE "state" = 'ended' AND "imageId" IS NOT NULL LIMIT ?`,
    [limit],
  )
}

/** Everybody in a community: its verified residents, and the staff in it and on the path above it. */
export async function listAudience(
  reader: Reader,
  community: { id: string; path: string; idsOnPath: readonly string[] },
): Promise<string[]> {
  const rows = await reader.sql.all<{ personId: string }>(
    `SELECT "personId" FROM "Membership" WHERE "communityId" = ? AND "state" = 'verified'
     UNION SELECT r."personId" FROM "StaffRole" r JOIN "Place" p ON p."id" = r."placeId"
     WHERE r."endedAt" IS NULL AND r."role" IN ('micro_grid_leader', 'grid_officer', 'secretary', 'street_staff')
       AND (p."path" LIKE ? OR p."id" IN (?))`,
    [community.id, `${community.path}%`, community.idsOnPath],
  )
  return rows.map(({ personId }) => personId)
}
