import type { Reader, Tx } from '../../storage/store'

export interface StandingRow {
  tie: 'home' | 'role'
  personId: string
  id: string
  role: string | null
  state: string | null
  relation: string | null
  communityId: string | null
  placeId: string
  path: string
  buildingId: string | null
  householdId: string | null
}

/** Homes and roles of people in one question: it is asked at nearly every request. */
export function listTies(reader: Reader, personIds: readonly string[]): Promise<StandingRow[]> {
  // Of one person mostly, and then the text stays as it is.
  const [first = ''] = personIds
  const [those, who] = personIds.length === 1 ? ['= ?', first] : ['IN (?)', personIds]
  return reader.sql.all<StandingRow>(
    `SELECT 'home' AS "tie", m."personId", m."id", NULL AS "role", m."state", m."relation", m."communityId", m."gridId" AS "placeId", p."path",
       m."buildingId", m."householdId"
     FROM "Membership" m JOIN "Place" p ON p."id" = m."gridId"
     WHERE m."personId" ${those} AND m."state" IN ('pending', 'verified')
     UNION ALL
     SELECT 'role', r."personId", r."id", r."role", NULL, NULL, NULL, r."placeId", p."path", NULL, NULL
     FROM "StaffRole" r JOIN "Place" p ON p."id" = r."placeId"
     WHERE r."personId" ${those} AND r."endedAt" IS NULL`,
    [who, who],
  )
}

const VIEW = `SELECT m."id", m."communityId", m."personId", m."relation", m."state", m."refusedReason", m."requestHash", m."createdAt", m."decidedAt",
    person."displayName", h."id" AS "householdId", h."number", h."floor",
    b."id" AS "buildingId", b."name" AS "buildingName", g."id" AS "gridId", g."name" AS "gridName", g."path" AS "gridPath",
    c."name" AS "communityName"
  FROM "Membership" m
  JOIN "Person" person ON person."id" = m."personId"
  JOIN "Household" h ON h."id" = m."householdId"
  JOIN "Place" b ON b."id" = m."buildingId"
  JOIN "Place" g ON g."id" = m."gridId"
  JOIN "Place" c ON c."id" = m."communityId"`

export interface MembershipRow {
  id: string
  communityId: string
  personId: string
  relation: string
  state: string
  refusedReason: string | null
  requestHash: string
  createdAt: number
  decidedAt: number | null
  displayName: string
  householdId: string
  number: string
  floor: number
  buildingId: string
  buildingName: string
  gridId: string
  gridName: string
  gridPath: string
  communityName: string
}

export function findMembership(reader: Reader, id: string): Promise<MembershipRow | undefined> {
  return reader.sql.get<MembershipRow>(`${VIEW} WHERE m."id" = ?`, [id])
}

/** Those that count first, then what was refused or has ended; each newest first. */
export function listMembershipsOfPerson(reader: Reader, personId: string): Promise<MembershipRow[]> {
  return reader.sql.all<MembershipRow>(
    `${VIEW} WHERE m."personId" = ?
     ORDER BY CASE WHEN m."state" IN ('pending', 'verified') THEN 0 ELSE 1 END, m."createdAt" DESC, m."id" DESC LIMIT 20`,
    [personId],
  )
}

/** Oldest first by our clock: whoever has waited longest is served first, whatever their phone says. */
export function listMembershipsOfGrids(
  reader: Reader,
  gridIds: readonly string[],
  state: string,
  after: readonly [createdAt: Date, id: string],
  limit: number,
): Promise<MembershipRow[]> {
  return reader.sql.all<MembershipRow>(
    `${VIEW} WHERE m."gridId" IN (?) AND m."state" = ? AND (m."createdAt", m."id") > (?, ?) ORDER BY m."createdAt", m."id" LIMIT ?`,
    [gridIds, state, ...after, limit],
  )
}

export async function insertMembership(
  tx: Tx,
  membership: {
    communityId: string
    id: string
    personId: string
    householdId: string
    buildingId: string
    gridId: string
    relation: string
    createdAt: Date
    requestHash: string
  },
): Promise<void> {
  await tx.prisma.membership.create({ data: membership })
}

export function countPendingOfPerson(reader: Reader, personId: string): Promise<number> {
  return reader.prisma.membership.count({ where: { personId, state: 'pending' } })
}

export function findActiveMembership(reader: Reader, personId: string, householdId: string) {
  return reader.prisma.membership.findFirst({
    where: { personId, householdId, state: { in: ['pending', 'verified'] } },
  })
}

/** Moves a membership on, only from a state that allows it: of two who decide at once, one wins. */
export async function changeState(
  tx: Tx,
  id: string,
  change: { from: readonly string[]; to: string; refusedReason: string | null; decidedById: string; decidedAt: Date },
): Promise<'changed' | 'not_in_that_state'> {
  const changed = await tx.sql.run(
    `UPDATE "Membership" SET "state" = ?, "refusedReason" = ?, "decidedById" = ?, "decidedAt" = ? WHERE "id" = ? AND "state" IN (?)`,
    [change.to, change.refusedReason, change.decidedById, change.decidedAt, id, change.from],
  )
  return changed === 1 ? 'changed' : 'not_in_that_state'
}

/** People who may verify in a grid: officers and secretaries on its path. */
export function listStaffOnPath(reader: Reader, placeIds: readonly string[], roles: readonly string[]) {
  return reader.prisma.staffRole.findMany({
    where: { placeId: { in: [...placeIds] }, role: { in: [...roles] }, endedAt: null },
    select: { personId: true, role: true, placeId: true },
  })
}

export function listRolesOfPerson(reader: Reader, personId: string) {
  return reader.sql.all<{ role: string; placeId: string; placeName: string; path: string }>(
    `SELECT r."role", r."placeId", p."name" AS "placeName", p."path" FROM "StaffRole" r JOIN "Place" p ON p."id" = r."placeId"
     WHERE r."personId" = ? AND r."endedAt" IS NULL ORDER BY r."id"`,
    [personId],
  )
}
