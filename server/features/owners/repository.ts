import { insertMany } from '../../storage/insert-rows'
import type { Reader, Tx } from '../../storage/store'

export interface UnitRow {
  householdId: string
  area: number
  areaSource: string
  isUnsold: boolean | number
}

export interface OwnerRow {
  householdId: string
  code: string
  name: string
  shareNumerator: number
  shareDenominator: number
  isNamed: boolean | number
  phoneHash: string | null
}

/** The register of a community, in no order. */
export function listUnits(reader: Reader, communityId: string): Promise<UnitRow[]> {
  return reader.sql.all<UnitRow>(
    'SELECT "householdId", "area", "areaSource", "isUnsold" FROM "OwnedUnit" WHERE "communityId" = ?',
    [communityId],
  )
}

const OWNER = `SELECT "householdId", "code", "name", "shareNumerator", "shareDenominator", "isNamed", "phoneHash" FROM "UnitOwner"`

export function listOwners(reader: Reader, communityId: string): Promise<OwnerRow[]> {
  return reader.sql.all<OwnerRow>(`${OWNER} WHERE "communityId" = ? ORDER BY "householdId", "code"`, [communityId])
}

/** Owners whose phone signs somebody in. */
export function listPhoneOwners(
  reader: Reader,
  communityId: string,
): Promise<{ householdId: string; code: string; personId: string }[]> {
  return reader.sql.all<{ householdId: string; code: string; personId: string }>(
    `SELECT o."householdId", o."code", i."personId" FROM "UnitOwner" o
     JOIN "Identity" i ON i."provider" = 'phone' AND i."subject" = o."phoneHash" WHERE o."communityId" = ?`,
    [communityId],
  )
}

export interface UnitViewRow extends UnitRow {
  building: string
  number: string
}

export function listUnitPage(
  reader: Reader,
  communityId: string,
  after: string,
  limit: number,
): Promise<UnitViewRow[]> {
  return reader.sql.all<UnitViewRow>(
    `SELECT u."householdId", u."area", u."areaSource", u."isUnsold", b."name" AS "building", h."number"
     FROM "OwnedUnit" u JOIN "Household" h ON h."id" = u."householdId" JOIN "Place" b ON b."id" = h."buildingId"
     WHERE u."communityId" = ? AND u."householdId" > ? ORDER BY u."householdId" LIMIT ?`,
    [communityId, after, limit],
  )
}

export function listOwnersOfUnits(reader: Reader, communityId: string, ids: readonly string[]): Promise<OwnerRow[]> {
  return reader.sql.all<OwnerRow>(`${OWNER} WHERE "communityId" = ? AND "householdId" IN (?) ORDER BY "code"`, [
    communityId,
    ids,
  ])
}

/** Makes one owner of a unit the one who votes, and no other. 0 where there is no such owner. */
export async function nameOwner(tx: Tx, communityId: string, householdId: string, code: string): Promise<number> {
  const named = await tx.sql.run(
    'UPDATE "UnitOwner" SET "isNamed" = ? WHERE "communityId" = ? AND "householdId" = ? AND "code" = ?',
    [true, communityId, householdId, code],
  )
  if (named === 0) return 0
  await tx.sql.run(
    'UPDATE "UnitOwner" SET "isNamed" = ? WHERE "communityId" = ? AND "householdId" = ? AND "code" <> ?',
    [false, communityId, householdId, code],
  )
  return named
}

/** Doors of a community by the name of their building and their number; of one building's name in several grids each has its own row. */
export function listCommunityDoors(
  reader: Reader,
  communityId: string,
): Promise<{ id: string; building: string; grid: string; number: string }[]> {
  return reader.sql.all<{ id: string; building: string; grid: string; number: string }>(
    `SELECT h."id", b."name" AS "building", g."name" AS "grid", h."number" FROM "Household" h
     JOIN "Place" b ON b."id" = h."buildingId" JOIN "Place" g ON g."id" = h."gridId" WHERE h."communityId" = ?`,
    [communityId],
  )
}

const UNIT_COLUMNS = ['communityId', 'householdId', 'area', 'areaSource', 'isUnsold', 'importId'] as const
const OWNER_COLUMNS = [
  'communityId',
  'householdId',
  'code',
  'name',
  'shareNumerator',
  'shareDenominator',
  'isNamed',
  'phoneHash',
] as const

export type NewUnit = Record<Exclude<(typeof UNIT_COLUMNS)[number], 'isUnsold' | 'area'>, string> & {
  isUnsold: boolean
  area: number
}
export type NewOwner = OwnerRow & { communityId: string; isNamed: boolean }

/** A file is the whole register of the units that it names: what stood there before goes. */
export async function replaceUnits(tx: Tx, units: readonly NewUnit[], owners: readonly NewOwner[]): Promise<void> {
  for (let start = 0; start < units.length; start += 400) {
    const part = units.slice(start, start + 400)
    const key = [part[0]?.communityId ?? '', part.map(({ householdId }) => householdId)]
    await tx.sql.run('DELETE FROM "UnitOwner" WHERE "communityId" = ? AND "householdId" IN (?)', key)
    await tx.sql.run('DELETE FROM "OwnedUnit" WHERE "communityId" = ? AND "householdId" IN (?)', key)
  }
  await insertMany(tx, 'OwnedUnit', UNIT_COLUMNS, units)
  await insertMany(tx, 'UnitOwner', OWNER_COLUMNS, owners)
}

export interface ImportRow {
  communityId: string
  id: string
  placeId: string
  createdById: string
  rowCount: number
  unitCount: number
  headCount: number
  area: number
  refused: string
  createdAt: number
  requestHash: string
}

export function findImport(reader: Reader, id: string): Promise<ImportRow | undefined> {
  return reader.sql.get<ImportRow>(
    `SELECT "communityId", "id", "placeId", "createdById", "rowCount", "unitCount", "headCount", "area", "refused", "createdAt", "requestHash"
     FROM "OwnersImport" WHERE "id" = ?`,
    [id],
  )
}

export async function insertImport(tx: Tx, row: Omit<ImportRow, 'createdAt'> & { createdAt: Date }): Promise<void> {
  await tx.prisma.ownersImport.create({ data: row })
}
