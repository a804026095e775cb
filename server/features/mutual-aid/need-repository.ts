import type { NeedState } from '../../../src/contract'
import type { Reader, SqlReader, SqlValue, Tx } from '../../storage/store'

export interface NeedRow {
  communityId: string
  id: string
  gridId: string
  gridPath: string
  gridName: string
  communityPath: string
  buildingId: string | null
  placeId: string
  placeKind: string
  placeName: string
  requesterId: string
  requesterName: string
  kind: string
  category: string
  text: string
  startsAt: number
  endsAt: number
  urgency: string
  quantity: number
  metQuantity: number
  state: string
  visibility: string
  language: string | null
  voiceId: string | null
  round: number
  lngE6: number | null
  latE6: number | null
  centreLngE6: number | null
  centreLatE6: number | null
  createdAt: number
  requestHash: string
}

const VIEW = `SELECT n."communityId", n."id", n."gridId", g."path" AS "gridPath", g."name" AS "gridName", c."path" AS "communityPath", n."buildingId", n."placeId",
    p."kind" AS "placeKind", p."name" AS "placeName", n."requesterId", a."displayName" AS "requesterName", n."kind", n."category", n."text",
    n."startsAt", n."endsAt", n."urgency", n."quantity", n."metQuantity", n."state", n."visibility", n."language", n."voiceId", n."round",
    b."lngE6", b."latE6", c."lngE6" AS "centreLngE6", c."latE6" AS "centreLatE6", n."createdAt", n."requestHash"
  FROM "Need" n
  JOIN "Place" g ON g."id" = n."gridId"
  JOIN "Place" c ON c."id" = n."communityId"
  JOIN "Place" p ON p."id" = n."placeId"
  LEFT JOIN "Place" b ON b."id" = n."buildingId"
  JOIN "Person" a ON a."id" = n."requesterId"`

export function findNeed(reader: Reader, id: string): Promise<NeedRow | undefined> {
  return reader.sql.get<NeedRow>(`${VIEW} WHERE n."id" = ?`, [id])
}

export interface NewNeed {
  communityId: string
  id: string
  gridId: string
  buildingId: string | null
  placeId: string
  requesterId: string
  kind: string
  category: string
  text: string
  startsAt: Date
  endsAt: Date
  urgency: string
  quantity: number
  onBehalfOf: string | null
  phone: string | null
  visibility: string
  language: string | null
  voiceId: string | null
  nextRoundAt: Date
  createdAt: Date
  requestHash: string
}

export async function insertNeed(tx: Tx, need: NewNeed): Promise<void> {
  await tx.prisma.need.create({ data: need })
}

export function countOpenNeeds(reader: Reader, requesterId: string): Promise<number> {
  return reader.prisma.need.count({ where: { requesterId, state: 'open' } })
}

export interface NeedFilter {
  communityId?: string
  gridId?: string | null
  requesterId?: string
  kind?: string | undefined
  category?: string | undefined
  state?: NeedState | undefined
  /** Whose needs for volunteers alone are shown as well, besides all others; undefined where the reader sees all of them. */
  readerId?: string | undefined
}

/** Newest first. */
export function listNeeds(
  reader: Reader,
  filter: NeedFilter,
  before: readonly [createdAt: Date, id: string],
  limit: number,
): Promise<NeedRow[]> {
  const columns = ['communityId', 'gridId', 'requesterId', 'kind', 'category', 'state'] as const
  const given = columns.filter((column) => filter[column] !== undefined && filter[column] !== null)
  const isOpenToAll = filter.readerId === undefined ? '' : `(n."visibility" = 'grid' OR n."requesterId" = ?) AND `
  const where = given.map((column) => `n."${column}" = ? AND `).join('') + isOpenToAll
  const params: SqlValue[] = given.map((column) => filter[column] as string)
  if (filter.readerId !== undefined) params.push(filter.readerId)
  return reader.sql.all<NeedRow>(
    `${VIEW} WHERE ${where}(n."createdAt", n."id") < (?, ?) ORDER BY n."createdAt" DESC, n."id" DESC LIMIT ?`,
    [...params, ...before, limit],
  )
}

/** What can be matched now, of one need or of a whole community (below `path`). */
export function listOpenNeeds(reader: SqlReader, communityId: string, path: string, now: Date): Promise<NeedRow[]> {
  return reader.sql.all<NeedRow>(
    `${VIEW} WHERE n."communityId" = ? AND n."state" = 'open' AND n."endsAt" > ? AND g."path" LIKE ? ORDER BY n."id"`,
    [communityId, now, `${path}%`],
  )
}

/** Which of some needs can be matched now. */
export async function listOpenAmong(reader: SqlReader, ids: readonly string[], now: Date): Promise<string[]> {
  const rows = await reader.sql.all<{ id: string }>(
    `SELECT "id" FROM "Need" WHERE "id" IN (?) AND "state" = 'open' AND "endsAt" > ?`,
    [ids, now],
  )
  return rows.map(({ id }) => id)
}

export function listNeedsDueForRound(reader: Reader, now: Date, limit: number): Promise<NeedRow[]> {
  return reader.sql.all<NeedRow>(
    `${VIEW} WHERE n."state" = 'open' AND n."nextRoundAt" <= ? AND n."endsAt" > ? ORDER BY n."nextRoundAt", n."id" LIMIT ?`,
    [now, now, limit],
  )
}

/** Makes the round ours: of two processes one goes on. */
export function takeRound(tx: Tx, need: NeedRow, nextRoundAt: Date | null): Promise<number> {
  return tx.sql.run(
    `UPDATE "Need" SET "round" = ?, "nextRoundAt" = ? WHERE "id" = ? AND "round" = ? AND "state" = 'open'`,
    [need.round + 1, nextRoundAt, need.id, need.round],
  )
}

/** Takes `quantity` pieces of what is still open, if that much is. */
export function meetNeed(tx: Tx, id: string, quantity: number, now: Date): Promise<number> {
  return tx.sql.run(
    `UPDATE "Need" SET "metQuantity" = "metQuantity" + ?, "state" = CASE WHEN "metQuantity" + ? = "quantity" THEN 'met' ELSE 'open' END
     WHERE "id" = ? AND "state" = 'open' AND "endsAt" > ? AND "metQuantity" + ? <= "quantity"`,
    [quantity, quantity, id, now, quantity],
  )
}

/** A promise that fell through: the pieces are open again, while there is time. */
export function reopenNeed(tx: Tx, id: string, quantity: number, now: Date): Promise<number> {
  return tx.sql.run(
    `UPDATE "Need" SET "metQuantity" = "metQuantity" - ?, "state" = CASE WHEN "state" = 'met' THEN 'open' ELSE "state" END,
       "nextRoundAt" = ? WHERE "id" = ? AND "metQuantity" >= ?`,
    [quantity, now, id, quantity],
  )
}

export function cancelNeedRow(tx: Tx, id: string): Promise<number> {
  return tx.sql.run(
    `UPDATE "Need" SET "state" = 'cancelled', "nextRoundAt" = NULL WHERE "id" = ? AND "state" = 'open'`,
    [id],
  )
}

export interface ExpiredNeed {
  id: string
  requesterId: string
  text: string
  metQuantity: number
}

/** Needs whose time is over without all of it being met; their open questions with them. */
export async function expireNeeds(tx: Tx, now: Date, limit: number): Promise<ExpiredNeed[]> {
  const due = await tx.sql.all<{ id: string }>(
    `SELECT "id" FROM "Need" WHERE "state" = 'open' AND "endsAt" <= ? ORDER BY "endsAt", "id" LIMIT ?`,
    [now, limit],
  )
  if (due.length === 0) return []
  const ids = due.map(({ id }) => id)
  await tx.sql.run(
    `UPDATE "AidMatch" SET "state" = 'expired', "decidedAt" = ? WHERE "needId" IN (?) AND "state" = 'asked'`,
    [now, ids],
  )
  return tx.sql.all<ExpiredNeed>(
    `UPDATE "Need" SET "state" = 'expired', "nextRoundAt" = NULL WHERE "id" IN (?) AND "state" = 'open'
     RETURNING "id", "requesterId", "text", "metQuantity"`,
    [ids],
  )
}

export function listCommunitiesWithNeeds(reader: Reader, now: Date): Promise<{ communityId: string; path: string }[]> {
  return reader.sql.all(
    `SELECT c."id" AS "communityId", c."path" FROM "Place" c WHERE c."kind" = 'community' AND EXISTS (SELECT 1 FROM "Need" n
       WHERE n."communityId" = c."id" AND n."state" = 'open' AND n."endsAt" > ?) ORDER BY c."id"`,
    [now],
  )
}

const FORGET_MAX = 500

/** Takes their sounds from needs that ended before a time; answers which. */
export async function takeOldVoices(tx: Tx, endedBefore: Date): Promise<string[]> {
  const old = await tx.sql.all<{ id: string; voiceId: string }>(
    `SELECT "id", "voiceId" FROM "Need" WHERE "voiceId" IS NOT NULL AND "endsAt" < ? ORDER BY "endsAt" LIMIT ?`,
    [endedBefore, FORGET_MAX],
  )
  if (old.length > 0)
    await tx.sql.run('UPDATE "Need" SET "voiceId" = NULL WHERE "id" IN (?)', [old.map(({ id }) => id)])
  return old.map(({ voiceId }) => voiceId)
}
