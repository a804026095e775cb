import type { Reader, Tx } from '../../storage/store'

export async function isVolunteer(reader: Reader, communityId: string, personId: string): Promise<boolean> {
  const row = await reader.sql.get('SELECT 1 FROM "AidVolunteer" WHERE "communityId" = ? AND "personId" = ?', [
    communityId,
    personId,
  ])
  return row !== undefined
}

/** Only somebody who is verified in the community: 0 where they are not, or are known already. */
export function insertVolunteer(
  tx: Tx,
  volunteer: { communityId: string; personId: string; verifiedById: string; createdAt: Date },
): Promise<number> {
  const { communityId, personId, verifiedById, createdAt } = volunteer
  return tx.sql.run(
    `INSERT INTO "AidVolunteer" ("communityId", "personId", "verifiedById", "createdAt") VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    [communityId, personId, verifiedById, createdAt],
  )
}

export async function deleteVolunteer(tx: Tx, communityId: string, personId: string): Promise<void> {
  await tx.sql.run('DELETE FROM "AidVolunteer" WHERE "communityId" = ? AND "personId" = ?', [communityId, personId])
}

export interface ResidentRow {
  id: string
  displayName: string
  buildingName: string
  gridName: string
  verifiedAt: number | null
}

/**
 * The verified volunteers among the residents below `path`, or with `named` all residents whose name holds these words; each person once, in the
 * order of their ids.
 */
export function listResidents(
  reader: Reader,
  { communityId, path, named }: { communityId: string; path: string; named: string | null },
  after: string,
  limit: number,
): Promise<ResidentRow[]> {
  const like = named === null ? null : `%${named.replace(/[\\%_]/g, (character) => `\\${character}`)}%`
  return reader.sql.all<ResidentRow>(
    `SELECT m."personId" AS "id", p."displayName", b."name" AS "buildingName", g."name" AS "gridName", v."createdAt" AS "verifiedAt"
     FROM "Membership" m JOIN "Person" p ON p."id" = m."personId" JOIN "Place" b ON b."id" = m."buildingId"
     JOIN "Place" g ON g."id" = m."gridId"
     LEFT JOIN "AidVolunteer" v ON v."communityId" = m."communityId" AND v."personId" = m."personId"
     WHERE m."communityId" = ? AND m."state" = 'verified' AND g."path" LIKE ? AND m."personId" > ?
       AND ${like === null ? 'v."personId" IS NOT NULL' : `p."displayName" LIKE ? ESCAPE '\\'`}
       AND NOT EXISTS (SELECT 1 FROM "Membership" o JOIN "Place" og ON og."id" = o."gridId" WHERE o."personId" = m."personId"
         AND o."communityId" = m."communityId" AND o."state" = 'verified' AND og."path" LIKE ? AND o."id" < m."id")
     ORDER BY m."personId" LIMIT ?`,
    [communityId, `${path}%`, after, ...(like === null ? [] : [like]), `${path}%`, limit],
  )
}
