import type { Reader, Tx } from '../../storage/store'

export interface GiftRow {
  communityId: string
  communityName: string
  communityPath: string
  id: string
  giverId: string
  giverName: string
  category: string
  purpose: string
  quantity: number
  promisedQuantity: number
  handedQuantity: number
  state: string
  createdAt: number
  requestHash: string
}

const GIFT = `SELECT x."communityId", c."name" AS "communityName", c."path" AS "communityPath", x."id", x."giverId", p."displayName" AS "giverName",
    x."category", x."purpose", x."quantity", x."promisedQuantity", x."handedQuantity", x."state", x."createdAt", x."requestHash"
  FROM "Gift" x JOIN "Place" c ON c."id" = x."communityId" JOIN "Person" p ON p."id" = x."giverId"`

export function findGift(reader: Reader, id: string): Promise<GiftRow | undefined> {
  return reader.sql.get<GiftRow>(`${GIFT} WHERE x."id" = ?`, [id])
}

type Before = readonly [createdAt: Date, id: string]

export function listGifts(reader: Reader, communityId: string, before: Before, limit: number): Promise<GiftRow[]> {
  return reader.sql.all<GiftRow>(
    `${GIFT} WHERE x."communityId" = ? AND (x."createdAt", x."id") < (?, ?) ORDER BY x."createdAt" DESC, x."id" DESC LIMIT ?`,
    [communityId, ...before, limit],
  )
}

export interface NewGift {
  communityId: string
  id: string
  giverId: string
  category: string
  purpose: string
  quantity: number
  createdAt: Date
  requestHash: string
}

export async function insertGift(tx: Tx, gift: NewGift): Promise<void> {
  await tx.prisma.gift.create({ data: gift })
}

export function endGift(tx: Tx, id: string): Promise<number> {
  return tx.sql.run(`UPDATE "Gift" SET "state" = 'ended' WHERE "id" = ? AND "state" = 'open'`, [id])
}

/** Pieces promised to somebody: 0 where fewer are left. */
export function promisePieces(tx: Tx, id: string, quantity: number): Promise<number> {
  return tx.sql.run(
    `UPDATE "Gift" SET "promisedQuantity" = "promisedQuantity" + ? WHERE "id" = ? AND "state" = 'open' AND "promisedQuantity" + ? <= "quantity"`,
    [quantity, id, quantity],
  )
}

export function takeBackPieces(tx: Tx, id: string, quantity: number): Promise<number> {
  return tx.sql.run('UPDATE "Gift" SET "promisedQuantity" = "promisedQuantity" - ? WHERE "id" = ?', [quantity, id])
}

export function handOverPieces(tx: Tx, id: string, quantity: number): Promise<number> {
  return tx.sql.run('UPDATE "Gift" SET "handedQuantity" = "handedQuantity" + ? WHERE "id" = ?', [quantity, id])
}

/** Whoever gives and whoever gets these shares. */
export async function listPeopleOfShares(reader: Reader, shareIds: readonly string[]): Promise<string[]> {
  const rows = await reader.sql.all<{ giverId: string; receiverId: string }>(
    `SELECT DISTINCT g."giverId", s."receiverId" FROM "GiftShare" s JOIN "Gift" g ON g."id" = s."giftId" WHERE s."id" IN (?)`,
    [shareIds],
  )
  return rows.flatMap(({ giverId, receiverId }) => [giverId, receiverId])
}

export interface ShareRow {
  communityId: string
  id: string
  giftId: string
  needId: string
  receiverId: string
  receiverName: string
  receiverAddress: string | null
  giverId: string
  giverName: string
  communityPath: string
  gridPath: string
  category: string
  purpose: string
  quantity: number
  state: string
  receiptNumber: string | null
  createdAt: number
  decidedAt: number | null
}

const SHARE = `SELECT x."communityId", x."id", x."giftId", x."needId", x."receiverId", r."displayName" AS "receiverName",
    (SELECT b."name" || ' ' || h."number" FROM "Membership" m JOIN "Household" h ON h."id" = m."householdId"
       JOIN "Place" b ON b."id" = m."buildingId" WHERE m."personId" = x."receiverId" AND m."communityId" = x."communityId"
       AND m."state" = 'verified' ORDER BY CASE WHEN m."gridId" = n."gridId" THEN 0 ELSE 1 END, m."id" LIMIT 1) AS "receiverAddress",
    f."giverId", p."displayName" AS "giverName", c."path" AS "communityPath", g."path" AS "gridPath", f."category", f."purpose", x."quantity",
    x."state", x."receiptNumber", x."createdAt", x."decidedAt"
  FROM "GiftShare" x
  JOIN "Gift" f ON f."communityId" = x."communityId" AND f."id" = x."giftId"
  JOIN "Need" n ON n."communityId" = x."communityId" AND n."id" = x."needId"
  JOIN "Place" g ON g."id" = n."gridId"
  JOIN "Place" c ON c."id" = x."communityId"
  JOIN "Person" p ON p."id" = f."giverId"
  JOIN "Person" r ON r."id" = x."receiverId"`

export function findShare(reader: Reader, id: string): Promise<ShareRow | undefined> {
  return reader.sql.get<ShareRow>(`${SHARE} WHERE x."id" = ?`, [id])
}

/** Of a gift all, or those of needs `below` some places; newest first. */
export function listShares(
  reader: Reader,
  by: { giftId: string; below?: readonly string[] } | { receiverId: string },
  before: Before,
  limit: number,
): Promise<ShareRow[]> {
  const paths = ('giftId' in by ? by.below : undefined) ?? ['']
  const [column, id] = 'giftId' in by ? ['giftId', by.giftId] : ['receiverId', by.receiverId]
  return reader.sql.all<ShareRow>(
    `${SHARE} WHERE x."${column}" = ? AND (${paths.map(() => 'g."path" LIKE ?').join(' OR ')}) AND (x."createdAt", x."id") < (?, ?) ORDER BY x."createdAt" DESC, x."id" DESC LIMIT ?`,
    [id, ...paths.map((path) => `${path}%`), ...before, limit],
  )
}

/** Of which something is left, newest first. */
export function listGiftsLeft(reader: Reader, communityId: string, limit: number): Promise<GiftRow[]> {
  return reader.sql.all<GiftRow>(
    `${GIFT} WHERE x."communityId" = ? AND x."state" = 'open' AND x."promisedQuantity" < x."quantity"
     ORDER BY x."createdAt" DESC, x."id" DESC LIMIT ?`,
    [communityId, limit],
  )
}

/** Which open needs of a community had a part of which gift. */
export function listServedPairs(reader: Reader, communityId: string): Promise<{ giftId: string; needId: string }[]> {
  return reader.sql.all(
    `SELECT x."giftId", x."needId" FROM "Need" n JOIN "GiftShare" x ON x."communityId" = n."communityId" AND x."needId" = n."id"
     WHERE n."communityId" = ? AND n."state" = 'open'`,
    [communityId],
  )
}

/** Needs that have had a part of the gift already get no second one. */
export async function listNeedsServed(reader: Reader, giftId: string): Promise<string[]> {
  const rows = await reader.sql.all<{ needId: string }>('SELECT "needId" FROM "GiftShare" WHERE "giftId" = ?', [giftId])
  return rows.map(({ needId }) => needId)
}

export interface NewShare {
  communityId: string
  id: string
  giftId: string
  needId: string
  receiverId: string
  quantity: number
  createdAt: Date
}

export function insertShare(tx: Tx, share: NewShare): Promise<number> {
  const { communityId, id, giftId, needId, receiverId, quantity, createdAt } = share
  return tx.sql.run(
    `INSERT INTO "GiftShare" ("communityId", "id", "giftId", "needId", "receiverId", "quantity", "state", "createdAt")
     VALUES (?, ?, ?, ?, ?, ?, 'waiting', ?) ON CONFLICT DO NOTHING`,
    [communityId, id, giftId, needId, receiverId, quantity, createdAt],
  )
}

/** Of two who end a share at once, one does. */
export function endShare(
  tx: Tx,
  id: string,
  end: { to: 'handed_over' | 'cancelled'; at: Date; receiptNumber: string | null; byId: string | null },
): Promise<number> {
  return tx.sql.run(
    `UPDATE "GiftShare" SET "state" = ?, "decidedAt" = ?, "receiptNumber" = ?, "handedById" = ? WHERE "id" = ? AND "state" = 'waiting'`,
    [end.to, end.at, end.receiptNumber, end.to === 'handed_over' ? end.byId : null, id],
  )
}

export function listWaitingOf(
  reader: Reader,
  by: { needId: string } | { receiverId: string },
): Promise<{ id: string; giftId: string; needId: string; quantity: number }[]> {
  const [column, id] = 'needId' in by ? ['needId', by.needId] : ['receiverId', by.receiverId]
  return reader.sql.all(
    `SELECT "id", "giftId", "needId", "quantity" FROM "GiftShare" WHERE "${column}" = ? AND "state" = 'waiting' ORDER BY "id"`,
    [id],
  )
}
