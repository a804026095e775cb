import type { OfferState } from '../../../src/contract'
import type { Reader, SqlReader, Tx } from '../../storage/store'

export interface OfferRow {
  communityId: string
  id: string
  gridId: string
  gridName: string
  buildingId: string | null
  placeId: string
  placeKind: string
  placeName: string
  helperId: string
  kind: string
  /** Lists as JSON. */
  categories: string
  weekly: string
  radiusMetres: number
  perWeek: number
  quantity: number
  givenQuantity: number
  languages: string
  state: string
  isVolunteer: unknown
  lngE6: number | null
  latE6: number | null
  centreLngE6: number | null
  centreLatE6: number | null
  createdAt: number
  requestHash: string
}

const COLUMNS = `o."communityId", o."id", o."gridId", g."name" AS "gridName", o."buildingId", o."placeId", p."kind" AS "placeKind", p."name" AS "placeName",
    o."helperId", o."kind", o."categories", o."weekly", o."radiusMetres", o."perWeek", o."quantity", o."givenQuantity", o."languages",
    o."state", v."personId" IS NOT NULL AS "isVolunteer", b."lngE6", b."latE6", c."lngE6" AS "centreLngE6", c."latE6" AS "centreLatE6",
    o."createdAt", o."requestHash"`

const FROM = `FROM "Offer" o JOIN "Place" p ON p."id" = o."placeId"
  JOIN "Place" g ON g."id" = o."gridId"
  JOIN "Place" c ON c."id" = o."communityId"
  LEFT JOIN "Place" b ON b."id" = o."buildingId"
  LEFT JOIN "AidVolunteer" v ON v."communityId" = o."communityId" AND v."personId" = o."helperId"`

const VIEW = `SELECT ${COLUMNS} ${FROM}`

export function findOffer(reader: Reader, id: string): Promise<OfferRow | undefined> {
  return reader.sql.get<OfferRow>(`${VIEW} WHERE o."id" = ?`, [id])
}

export interface NewOffer {
  communityId: string
  id: string
  gridId: string
  buildingId: string | null
  placeId: string
  helperId: string
  kind: string
  categories: string
  weekly: string
  radiusMetres: number
  perWeek: number
  quantity: number
  phone: string | null
  languages: string
  createdAt: Date
  requestHash: string
}

export async function insertOffer(tx: Tx, offer: NewOffer): Promise<void> {
  await tx.prisma.offer.create({ data: offer })
}

export function countOffers(reader: Reader, helperId: string): Promise<number> {
  return reader.prisma.offer.count({ where: { helperId, state: { in: ['open', 'paused'] } } })
}

export function listOffersOfPerson(
  reader: Reader,
  helperId: string,
  before: readonly [createdAt: Date, id: string],
  limit: number,
): Promise<OfferRow[]> {
  return reader.sql.all<OfferRow>(
    `${VIEW} WHERE o."helperId" = ? AND (o."createdAt", o."id") < (?, ?) ORDER BY o."createdAt" DESC, o."id" DESC LIMIT ?`,
    [helperId, ...before, limit],
  )
}

/** Open offers of a place, newest first: what neighbours can do, not who they are. */
export function listOffersAt(
  reader: Reader,
  { communityId, gridId }: { communityId: string; gridId: string | null },
  before: readonly [createdAt: Date, id: string],
  limit: number,
): Promise<OfferRow[]> {
  return reader.sql.all<OfferRow>(
    `${VIEW} WHERE o."communityId" = ? ${gridId === null ? '' : 'AND o."gridId" = ?'} AND o."state" = 'open'
       AND (o."createdAt", o."id") < (?, ?) ORDER BY o."createdAt" DESC, o."id" DESC LIMIT ?`,
    [communityId, ...(gridId === null ? [] : [gridId]), ...before, limit],
  )
}

/** Open offers of a community; of one category where it is named. Their makers are still verified there, or partners or staff of it. */
export function listOpenOffers(reader: SqlReader, communityId: string, category: string | null): Promise<OfferRow[]> {
  return reader.sql.all<OfferRow>(
    `${VIEW} WHERE o."communityId" = ? AND o."state" = 'open' ${category === null ? '' : 'AND o."categories" LIKE ? ESCAPE \'!\''}
       AND (EXISTS (SELECT 1 FROM "Membership" m WHERE m."personId" = o."helperId" AND m."communityId" = o."communityId"
              AND m."gridId" = o."gridId" AND m."state" = 'verified')
         OR EXISTS (SELECT 1 FROM "StaffRole" r JOIN "Place" rp ON rp."id" = r."placeId"
              WHERE r."personId" = o."helperId" AND r."endedAt" IS NULL
              AND r."role" IN ('partner', 'grid_officer', 'secretary', 'street_staff') AND g."path" LIKE rp."path" || '%'))
     ORDER BY o."id"`,
    [communityId, ...(category === null ? [] : [`%"${category.replaceAll('_', '!_')}"%`])],
  )
}

/** What partners of a community offer now, newest first, with their names. */
export function listPartnerOffers(
  reader: Reader,
  communityId: string,
  limit: number,
): Promise<(OfferRow & { helperName: string })[]> {
  return reader.sql.all(
    `SELECT ${COLUMNS}, h."displayName" AS "helperName" ${FROM} JOIN "Person" h ON h."id" = o."helperId"
     WHERE o."communityId" = ? AND o."state" = 'open' AND EXISTS (SELECT 1 FROM "StaffRole" r JOIN "Place" rp ON rp."id" = r."placeId"
       WHERE r."personId" = o."helperId" AND r."role" = 'partner' AND r."endedAt" IS NULL AND c."path" LIKE rp."path" || '%')
     ORDER BY o."createdAt" DESC, o."id" DESC LIMIT ?`,
    [communityId, limit],
  )
}

/** Which of some offers are open. */
export async function listOffersOpenAmong(reader: SqlReader, ids: readonly string[]): Promise<string[]> {
  const rows = await reader.sql.all<{ id: string }>(`SELECT "id" FROM "Offer" WHERE "id" IN (?) AND "state" = 'open'`, [
    ids,
  ])
  return rows.map(({ id }) => id)
}

/** Moves an offer on, only from a state that allows it. */
export function changeOfferState(tx: Tx, id: string, from: readonly OfferState[], to: OfferState): Promise<number> {
  return tx.sql.run(`UPDATE "Offer" SET "state" = ? WHERE "id" = ? AND "state" IN (?)`, [to, id, from])
}

/** Takes pieces out of an offer of things, if it has so many left. */
export function takeFromOffer(tx: Tx, id: string, quantity: number): Promise<number> {
  return tx.sql.run(
    `UPDATE "Offer" SET "givenQuantity" = "givenQuantity" + ? WHERE "id" = ? AND "state" <> 'ended' AND "givenQuantity" + ? <= "quantity"`,
    [quantity, id, quantity],
  )
}

export function giveBackToOffer(tx: Tx, id: string, quantity: number): Promise<number> {
  return tx.sql.run(
    `UPDATE "Offer" SET "givenQuantity" = "givenQuantity" - ? WHERE "id" = ? AND "givenQuantity" >= ?`,
    [quantity, id, quantity],
  )
}
