import type { Reader } from '../../storage/store'
import { ACTIVE, CLAIM_OF, SERVING } from './sign-up-repository'

/** A line of the organiser's list; of whoever came without signing up, all that is a sign-up's is null. */
export interface AttendanceRow {
  /** Where it stands: role by role, in the order of arrival. */
  position: number
  key: string
  id: string | null
  personId: string
  displayName: string
  roleId: string | null
  state: string | null
  answerBy: number | null
  createdAt: number | null
  place: number | null
}

/** More than arrivals there can be for one role. */
const ROLE_STEP = 100_000
const WALK_INS = 20 * ROLE_STEP

export function listAttendanceRows(
  reader: Reader,
  { communityId, id }: { communityId: string; id: string },
  after: readonly [position: number, key: string],
  limit: number,
): Promise<AttendanceRow[]> {
  return reader.sql.all<AttendanceRow>(
    `SELECT * FROM (
       SELECT r."sortOrder" * ${ROLE_STEP} + u."arrival" AS "position", u."id" AS "key", u."id", u."personId", person."displayName", u."roleId",
         u."state", u."answerBy", u."createdAt",
         CASE WHEN u."state" IN ${ACTIVE} THEN SUM(CASE WHEN u."state" IN ${ACTIVE} THEN 1 ELSE 0 END)
           OVER (PARTITION BY u."roleId" ORDER BY ${SERVING('u', 'f')}) END AS "place"
       FROM "SignUp" u ${CLAIM_OF('u', 'f')}
       JOIN "ShiftRole" r ON r."communityId" = u."communityId" AND r."shiftId" = u."shiftId" AND r."id" = u."roleId"
       JOIN "Person" person ON person."id" = u."personId"
       WHERE u."communityId" = ? AND u."shiftId" = ? AND u."state" IN ('confirmed', 'waiting', 'replaced')
       UNION ALL
       SELECT ${WALK_INS}, e."id", NULL, e."personId", person."displayName", NULL, NULL, NULL, NULL, NULL
       FROM "ServiceEntry" e JOIN "Person" person ON person."id" = e."personId"
       WHERE e."communityId" = ? AND e."shiftId" = ? AND NOT EXISTS (SELECT 1 FROM "SignUp" o WHERE o."communityId" = e."communityId"
         AND o."shiftId" = e."shiftId" AND o."personId" = e."personId" AND o."state" IN ('confirmed', 'waiting', 'replaced'))
     ) AS "line" WHERE ("position", "key") > (?, ?) ORDER BY "position", "key" LIMIT ?`,
    [communityId, id, communityId, id, ...after, limit],
  )
}
