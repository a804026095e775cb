import type { Reader, Tx } from '../../storage/store'

export interface PlaceRow {
  id: string
  kind: string
  parentId: string | null
  communityId: string | null
  name: string
  path: string
  code: string | null
  isDemo: boolean
}

export function findPlace(reader: Reader, id: string): Promise<PlaceRow | null> {
  return reader.prisma.place.findUnique({ where: { id } })
}

export function findPlaceByCode(reader: Reader, code: string): Promise<PlaceRow | null> {
  return reader.prisma.place.findUnique({ where: { code } })
}

export function listPlacesByIds(reader: Reader, ids: readonly string[]): Promise<PlaceRow[]> {
  return reader.prisma.place.findMany({ where: { id: { in: [...ids] } } })
}

export interface PlaceChildRow {
  id: string
  kind: string
  name: string
  path: string
  sortOrder: number
  hasChildren: number | boolean
}

/** Children in their own order, with whether they have children themselves; of `null`, the tops of the tree. */
export function listChildren(reader: Reader, parentId: string | null, after: readonly [number, string], limit: number) {
  const below = parentId === null ? 'p."parentId" IS NULL' : 'p."parentId" = ?'
  return reader.sql.all<PlaceChildRow>(
    `SELECT p."id", p."kind", p."name", p."path", p."sortOrder",
       EXISTS (SELECT 1 FROM "Place" c WHERE c."parentId" = p."id") AS "hasChildren"
     FROM "Place" p WHERE ${below} AND (p."sortOrder" > ? OR (p."sortOrder" = ? AND p."id" > ?))
     ORDER BY p."sortOrder", p."id" LIMIT ?`,
    [...(parentId === null ? [] : [parentId]), after[0], after[0], after[1], limit],
  )
}

/** Places whose path begins with `path`: the subtree, itself included. */
export function listSubtree(reader: Reader, path: string, kind: string): Promise<PlaceRow[]> {
  return reader.prisma.place.findMany({
    where: { path: { startsWith: path }, kind },
    orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }],
  })
}

export function listHouseholds(
  reader: Reader,
  communityId: string,
  buildingId: string,
  afterId: string,
  limit: number,
) {
  return reader.prisma.household.findMany({
    where: { communityId, buildingId, id: { gt: afterId } },
    orderBy: { id: 'asc' },
    take: limit,
  })
}

/** The doors at or below a place: of a building its own, of anything else those of the grids in it. */
export async function countHouseholds(reader: Reader, place: PlaceRow): Promise<number> {
  const row = await reader.sql.get<{ households: number }>(
    place.kind === 'building'
      ? `SELECT COUNT(*) AS "households" FROM "Household" WHERE "communityId" = ? AND "buildingId" = ?`
      : `SELECT COUNT(*) AS "households" FROM "Place" g
         JOIN "Household" h ON h."communityId" = g."communityId" AND h."gridId" = g."id"
         WHERE g."kind" = 'grid' AND g."path" LIKE ?`,
    place.kind === 'building' ? [place.communityId, place.id] : [`${place.path}%`],
  )
  return row?.households ?? 0
}

export function findHousehold(reader: Reader, id: string) {
  return reader.prisma.household.findUnique({ where: { id } })
}

export function listHouseholdsByIds(reader: Reader, ids: readonly string[]) {
  return reader.prisma.household.findMany({ where: { id: { in: [...ids] } } })
}

export function findChildByName(
  reader: Reader,
  parentId: string | null,
  kind: string,
  name: string,
): Promise<PlaceRow | null> {
  return reader.prisma.place.findFirst({ where: { parentId, kind, name } })
}

export async function insertPlace(tx: Tx, place: PlaceRow): Promise<void> {
  await tx.prisma.place.create({ data: place })
}

export function findHouseholdByNumber(reader: Reader, communityId: string, buildingId: string, number: string) {
  return reader.prisma.household.findUnique({
    where: { communityId_buildingId_number: { communityId, buildingId, number } },
  })
}

export async function insertHousehold(
  tx: Tx,
  household: {
    id: string
    communityId: string
    buildingId: string
    gridId: string
    number: string
    floor: number
    areaSquareCentimetres: number
  },
): Promise<void> {
  await tx.prisma.household.create({ data: household })
}

/** Whether there is any place of the demo. */
export async function hasDemoPlaces(reader: Reader): Promise<boolean> {
  return (await reader.sql.get(`SELECT 1 FROM "Place" WHERE "isDemo" = ? LIMIT 1`, [true])) !== undefined
}
