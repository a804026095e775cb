import type { Role } from '../../../src/contract'
import type { Reader, SqlValue, Tx } from '../../storage/store'

export interface DutyRow {
  role: Role
  placeId: string
  placePath: string
}

/** The roles of absent colleagues that this person looks after now. A role that has ended cannot be looked after. */
export function listSubstituted(reader: Reader, personId: string, now: Date): Promise<DutyRow[]> {
  return reader.sql.all<DutyRow>(
    `SELECT DISTINCT o."role", o."placeId", p."path" AS "placePath" FROM "HandOver" o JOIN "Place" p ON p."id" = o."placeId"
       JOIN "StaffRole" r ON r."personId" = o."absentId" AND r."placeId" = o."placeId" AND r."role" = o."role" AND r."endedAt" IS NULL
     WHERE o."substituteId" = ? AND o."endedAt" IS NULL AND o."startsAt" <= ? AND o."endsAt" > ?`,
    [personId, now, now],
  )
}

/** Who holds one of the roles at one of the places, and whoever looks after it for them. */
export async function listPeopleOnDuty(
  reader: Reader,
  roles: readonly string[],
  placeIds: readonly string[],
  now: Date,
): Promise<string[]> {
  const rows = await reader.sql.all<{ personId: string }>(
    `SELECT r."personId" FROM "StaffRole" r WHERE r."placeId" IN (?) AND r."role" IN (?) AND r."endedAt" IS NULL
     UNION SELECT o."substituteId" FROM "HandOver" o
     WHERE o."placeId" IN (?) AND o."role" IN (?) AND o."endedAt" IS NULL AND o."startsAt" <= ? AND o."endsAt" > ?`,
    [placeIds, roles, placeIds, roles, now, now],
  )
  return rows.map(({ personId }) => personId)
}

export interface HandOverRow {
  id: string
  placeId: string
  placeKind: string
  placeName: string
  placePath: string
  role: string
  absentId: string
  absentName: string
  substituteId: string
  substituteName: string
  startsAt: number
  endsAt: number
  endedAt: number | null
  createdById: string
  createdAt: number
  requestHash: string
}

const VIEW = `SELECT o."id", o."placeId", p."kind" AS "placeKind", p."name" AS "placeName", p."path" AS "placePath", o."role", o."absentId",
    a."displayName" AS "absentName", o."substituteId", s."displayName" AS "substituteName", o."startsAt", o."endsAt", o."endedAt",
    o."createdById", o."createdAt", o."requestHash"
  FROM "HandOver" o JOIN "Place" p ON p."id" = o."placeId" JOIN "Person" a ON a."id" = o."absentId" JOIN "Person" s ON s."id" = o."substituteId"`

export function findHandOver(reader: Reader, id: string): Promise<HandOverRow | undefined> {
  return reader.sql.get<HandOverRow>(`${VIEW} WHERE o."id" = ?`, [id])
}

/** Those that this person gave, took or arranged, newest first. */
export function listHandOversOf(
  reader: Reader,
  personId: string,
  before: readonly [createdAt: Date, id: string] | null,
  limit: number,
): Promise<HandOverRow[]> {
  const older = before === null ? '' : 'AND (o."createdAt", o."id") < (?, ?)'
  const params: SqlValue[] = [personId, personId, personId, ...(before ?? []), limit]
  return reader.sql.all<HandOverRow>(
    `${VIEW} WHERE (o."absentId" = ? OR o."substituteId" = ? OR o."createdById" = ?) ${older} ORDER BY o."createdAt" DESC, o."id" DESC LIMIT ?`,
    params,
  )
}

export async function insertHandOver(
  tx: Tx,
  handOver: {
    id: string
    placeId: string
    role: string
    absentId: string
    substituteId: string
    startsAt: Date
    endsAt: Date
    createdById: string
    createdAt: Date
    requestHash: string
  },
): Promise<void> {
  await tx.prisma.handOver.create({ data: handOver })
}

export async function endHandOver(tx: Tx, id: string, at: Date): Promise<'ended' | 'ended_before'> {
  const ended = await tx.sql.run(`UPDATE "HandOver" SET "endedAt" = ? WHERE "id" = ? AND "endedAt" IS NULL`, [at, id])
  return ended === 1 ? 'ended' : 'ended_before'
}

export interface StaffRow {
  roleId: string
  personId: string
  displayName: string
  role: string
  placeId: string
  placeKind: string
  placeName: string
  placePath: string
}

/** Staff at the place, above it and below it, in the order in which they were appointed. */
export function listStaffAround(
  reader: Reader,
  place: { path: string; idsOnPath: readonly string[] },
  afterId: string,
  limit: number,
): Promise<StaffRow[]> {
  return reader.sql.all<StaffRow>(
    `SELECT r."id" AS "roleId", r."personId", n."displayName", r."role", r."placeId", p."kind" AS "placeKind", p."name" AS "placeName",
       p."path" AS "placePath"
     FROM "StaffRole" r JOIN "Place" p ON p."id" = r."placeId" JOIN "Person" n ON n."id" = r."personId"
     WHERE r."endedAt" IS NULL AND r."role" IN ('grid_officer', 'secretary', 'street_staff', 'department_staff')
       AND (r."placeId" IN (?) OR substr(p."path", 1, length(?)) = ?) AND r."id" > ? ORDER BY r."id" LIMIT ?`,
    [place.idsOnPath, place.path, place.path, afterId, limit],
  )
}

export function listRolesAt(reader: Reader, personId: string, placeId: string): Promise<{ role: string }[]> {
  return reader.sql.all<{ role: string }>(
    `SELECT "role" FROM "StaffRole" WHERE "personId" = ? AND "placeId" = ? AND "endedAt" IS NULL
       AND "role" IN ('grid_officer', 'secretary', 'street_staff', 'department_staff') ORDER BY "id"`,
    [personId, placeId],
  )
}

/** Whether somebody holds an office in the same house: on the path of the place, or below its parent. */
export async function worksNear(
  reader: Reader,
  personId: string,
  place: { path: string; parentPath: string },
): Promise<boolean> {
  const row = await reader.sql.get(
    `SELECT 1 FROM "StaffRole" r JOIN "Place" p ON p."id" = r."placeId"
     WHERE r."personId" = ? AND r."endedAt" IS NULL AND r."role" IN ('grid_officer', 'secretary', 'street_staff', 'department_staff')
       AND (substr(p."path", 1, length(?)) = ? OR substr(?, 1, length(p."path")) = p."path")`,
    [personId, place.parentPath, place.parentPath, place.path],
  )
  return row !== undefined
}
