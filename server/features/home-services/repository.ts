import type { Reader, Tx } from '../../storage/store'

export interface ServiceRow {
  communityId: string
  communityName: string
  communityPath: string
  id: string
  providerId: string
  providerName: string
  title: string
  category: string
  about: string
  priceFen: number
  priceUnit: string
  area: string
  certificate: string
  phone: string
  /** JSON. */
  weekly: string
  state: string
  starsTotal: number
  ratings: number
  createdAt: number
  requestHash: string
}

const SERVICE = `SELECT x."communityId", c."name" AS "communityName", c."path" AS "communityPath", x."id", x."providerId",
    p."displayName" AS "providerName", x."title", x."category", x."about", x."priceFen", x."priceUnit", x."area", x."certificate", x."phone",
    x."weekly", x."state", x."starsTotal", x."ratings", x."createdAt", x."requestHash"
  FROM "HomeService" x JOIN "Place" c ON c."id" = x."communityId" JOIN "Person" p ON p."id" = x."providerId"`

export function findService(reader: Reader, id: string): Promise<ServiceRow | undefined> {
  return reader.sql.get<ServiceRow>(`${SERVICE} WHERE x."id" = ?`, [id])
}

type Before = readonly [createdAt: Date, id: string]

export function listServices(
  reader: Reader,
  { communityId, category }: { communityId: string; category: string | null },
  before: Before,
  limit: number,
): Promise<ServiceRow[]> {
  return reader.sql.all<ServiceRow>(
    `${SERVICE} WHERE x."communityId" = ? AND x."state" = 'open' ${category === null ? '' : 'AND x."category" = ?'}
       AND (x."createdAt", x."id") < (?, ?) ORDER BY x."createdAt" DESC, x."id" DESC LIMIT ?`,
    [communityId, ...(category === null ? [] : [category]), ...before, limit],
  )
}

/** All that can be booked in a community, newest first. */
export function listOpenServices(reader: Reader, communityId: string, limit: number): Promise<ServiceRow[]> {
  return reader.sql.all<ServiceRow>(
    `${SERVICE} WHERE x."communityId" = ? AND x."state" = 'open' ORDER BY x."createdAt" DESC, x."id" DESC LIMIT ?`,
    [communityId, limit],
  )
}

export interface NewService {
  communityId: string
  id: string
  providerId: string
  title: string
  category: string
  about: string
  priceFen: number
  priceUnit: string
  area: string
  certificate: string
  phone: string
  weekly: string
  createdAt: Date
  requestHash: string
}

export async function insertService(tx: Tx, service: NewService): Promise<void> {
  await tx.prisma.homeService.create({ data: service })
}

export function endService(tx: Tx, id: string): Promise<number> {
  return tx.sql.run(`UPDATE "HomeService" SET "state" = 'ended' WHERE "id" = ? AND "state" = 'open'`, [id])
}

export async function addRating(tx: Tx, id: string, stars: number): Promise<void> {
  await tx.sql.run(
    'UPDATE "HomeService" SET "starsTotal" = "starsTotal" + ?, "ratings" = "ratings" + 1 WHERE "id" = ?',
    [stars, id],
  )
}

export interface BookingRow {
  communityId: string
  communityPath: string
  id: string
  serviceId: string
  serviceTitle: string
  servicePhone: string
  providerId: string
  residentId: string
  residentName: string
  gridId: string | null
  address: string | null
  startsAt: number
  note: string
  phone: string | null
  state: string
  stars: number | null
  appealId: string | null
  createdAt: number
  requestHash: string
}

const HOME = (column: string) => `(SELECT ${column} FROM "Membership" m JOIN "Household" h ON h."id" = m."householdId"
    JOIN "Place" b ON b."id" = m."buildingId" WHERE m."personId" = x."residentId" AND m."communityId" = x."communityId"
    AND m."state" = 'verified' ORDER BY m."id" LIMIT 1)`

const BOOKING = `SELECT x."communityId", c."path" AS "communityPath", x."id", x."serviceId", s."title" AS "serviceTitle", s."phone" AS "servicePhone",
    s."providerId", x."residentId", p."displayName" AS "residentName", ${HOME('m."gridId"')} AS "gridId",
    ${HOME(`b."name" || ' ' || h."number"`)} AS "address", x."startsAt", x."note", x."phone", x."state", x."stars", x."appealId", x."createdAt",
    x."requestHash"
  FROM "Booking" x
  JOIN "HomeService" s ON s."communityId" = x."communityId" AND s."id" = x."serviceId"
  JOIN "Place" c ON c."id" = x."communityId"
  JOIN "Person" p ON p."id" = x."residentId"`

export function findBooking(reader: Reader, id: string): Promise<BookingRow | undefined> {
  return reader.sql.get<BookingRow>(`${BOOKING} WHERE x."id" = ?`, [id])
}

export function listBookings(
  reader: Reader,
  by: { serviceId: string } | { residentId: string },
  before: Before,
  limit: number,
): Promise<BookingRow[]> {
  const [column, id] = 'serviceId' in by ? ['serviceId', by.serviceId] : ['residentId', by.residentId]
  return reader.sql.all<BookingRow>(
    `${BOOKING} WHERE x."${column}" = ? AND (x."createdAt", x."id") < (?, ?) ORDER BY x."createdAt" DESC, x."id" DESC LIMIT ?`,
    [id, ...before, limit],
  )
}

export interface NewBooking {
  communityId: string
  id: string
  serviceId: string
  residentId: string
  startsAt: Date
  note: string
  phone: string | null
  createdAt: Date
  requestHash: string
}

/** 0 where the time is taken: of two who want it at once the key lets one in. */
export function insertBooking(tx: Tx, booking: NewBooking): Promise<number> {
  const { communityId, id, serviceId, residentId, startsAt, note, phone, createdAt, requestHash } = booking
  return tx.sql.run(
    `INSERT INTO "Booking" ("communityId", "id", "serviceId", "residentId", "startsAt", "slot", "note", "phone", "state", "createdAt", "requestHash")
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'booked', ?, ?) ON CONFLICT DO NOTHING`,
    [communityId, id, serviceId, residentId, startsAt, startsAt, note, phone, createdAt, requestHash],
  )
}

export function countOpenBookings(reader: Reader, residentId: string, now: Date): Promise<number> {
  return reader.prisma.booking.count({ where: { residentId, state: 'booked', startsAt: { gt: now } } })
}

/** The time of a booking that was called off is free again. */
export function endBooking(tx: Tx, id: string, to: 'done' | 'cancelled', at: Date): Promise<number> {
  return tx.sql.run(
    `UPDATE "Booking" SET "state" = ?, "decidedAt" = ?, "slot" = ${to === 'cancelled' ? 'NULL' : '"slot"'} WHERE "id" = ? AND "state" = 'booked'`,
    [to, at, id],
  )
}

export function setStars(tx: Tx, id: string, stars: number): Promise<number> {
  return tx.sql.run(`UPDATE "Booking" SET "stars" = ? WHERE "id" = ? AND "state" <> 'cancelled' AND "stars" IS NULL`, [
    stars,
    id,
  ])
}

export function setAppeal(tx: Tx, id: string, appealId: string): Promise<number> {
  return tx.sql.run('UPDATE "Booking" SET "appealId" = ? WHERE "id" = ? AND "appealId" IS NULL', [appealId, id])
}
