import type { Reader, Tx } from '../../storage/store'
import { padded } from './sign-up-repository'

/** People who came in vain to `timesMin` shifts of an activity or more since then, and got no place in it after that: most often first. */
export function listClaimants(
  reader: Reader,
  shift: { communityId: string; activityId: string; id: string },
  { since, until }: { since: Date; until: Date },
  timesMin: number,
  limit: number,
): Promise<{ personId: string }[]> {
  return reader.sql.all<{ personId: string }>(
    `SELECT u."personId" FROM "SignUp" u
     WHERE u."activityId" = ? AND u."communityId" = ? AND u."state" = 'unserved' AND u."startsAt" >= ? AND u."startsAt" <= ?
       AND NOT EXISTS (SELECT 1 FROM "SignUp" c WHERE c."personId" = u."personId" AND c."activityId" = u."activityId"
         AND c."state" = 'confirmed' AND c."startsAt" >= u."startsAt")
       AND NOT EXISTS (SELECT 1 FROM "FirstClaim" f WHERE f."communityId" = u."communityId" AND f."shiftId" = ? AND f."personId" = u."personId")
     GROUP BY u."personId" HAVING COUNT(DISTINCT u."shiftId") >= ? ORDER BY COUNT(DISTINCT u."shiftId") DESC, MIN(u."startsAt"), u."personId" LIMIT ?`,
    [shift.activityId, shift.communityId, since, until, shift.id, timesMin, limit],
  )
}

export async function insertClaims(
  tx: Tx,
  shift: { communityId: string; id: string },
  personIds: readonly string[],
  now: Date,
): Promise<void> {
  const rows = personIds.map((personId) => ({
    communityId: shift.communityId,
    shiftId: shift.id,
    personId,
    createdAt: now,
  }))
  await tx.prisma.firstClaim.createMany({ data: rows })
}

/** Whether anybody has one to this shift. */
export async function hasClaims(
  reader: Reader,
  { communityId, id }: { communityId: string; id: string },
): Promise<boolean> {
  const text = 'SELECT 1 AS "one" FROM "FirstClaim" WHERE "communityId" = ? AND "shiftId" = ? LIMIT 1'
  return (await reader.sql.get(text, [communityId, id])) !== undefined
}

/** Which of the people have a first claim to which of the shifts. */
export function listClaims(
  reader: Reader,
  shiftIds: readonly string[],
  personIds: readonly string[],
): Promise<{ shiftId: string; personId: string }[]> {
  return reader.sql.all('SELECT "shiftId", "personId" FROM "FirstClaim" WHERE "personId" IN (?) AND "shiftId" IN (?)', [
    padded(personIds),
    shiftIds,
  ])
}
