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
