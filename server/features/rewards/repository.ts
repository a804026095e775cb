import type { RedemptionState, RewardState } from '../../../src/contract'
import { shownFace } from '../../storage/shown-face'
import type { Reader, SqlValue, Tx } from '../../storage/store'

export interface RewardRow {
  communityId: string
  communityName: string
  communityPath: string
  id: string
  accountId: string
  authorId: string
  title: string
  points: number
  stock: number
  reserved: number
  pickup: string | null
  state: RewardState
  createdAt: number
  requestHash: string
}

const REWARD = `SELECT r."communityId", c."name" AS "communityName", c."path" AS "communityPath", r."id", r."accountId", r."authorId", r."title",
    r."points", r."stock", r."reserved", r."pickup", r."state", r."createdAt", r."requestHash"
  FROM "Reward" r JOIN "Place" c ON c."id" = r."communityId"`

export function findReward(reader: Reader, id: string): Promise<RewardRow | undefined> {
  return reader.sql.get<RewardRow>(`${REWARD} WHERE r."id" = ?`, [id])
}

/** Newest first by the id; closed ones are shown to those who mind them. */
export function listRewards(
  reader: Reader,
  communityId: string,
  showsClosed: boolean,
  before: string,
  limit: number,
): Promise<RewardRow[]> {
  return reader.sql.all<RewardRow>(
    `${REWARD} WHERE r."communityId" = ? AND r."id" < ? ${showsClosed ? '' : `AND r."state" = 'open'`} ORDER BY r."id" DESC LIMIT ?`,
    [communityId, before, limit],
  )
}

export interface NewReward {
  communityId: string
  id: string
  accountId: string
  authorId: string
  title: string
  points: number
  stock: number
  pickup: string | null
  createdAt: Date
  requestHash: string
}

export async function insertReward(tx: Tx, reward: NewReward): Promise<void> {
  await tx.prisma.reward.create({ data: reward })
}

export function addStock(tx: Tx, id: string, pieces: number, stockMax: number): Promise<number> {
  return tx.sql.run('UPDATE "Reward" SET "stock" = "stock" + ? WHERE "id" = ? AND "stock" + ? <= ?', [
    pieces,
    id,
    pieces,
    stockMax,
  ])
}

export function setRewardState(tx: Tx, id: string, from: RewardState, to: RewardState): Promise<number> {
  return tx.sql.run('UPDATE "Reward" SET "state" = ? WHERE "id" = ? AND "state" = ?', [to, id, from])
}

/** One piece off the shelf, for somebody. 0 where there is none, or the reward is closed: of many at once no more than there are get one. */
export function takePiece(tx: Tx, id: string): Promise<number> {
  return tx.sql.run(
    `UPDATE "Reward" SET "stock" = "stock" - 1, "reserved" = "reserved" + 1 WHERE "id" = ? AND "stock" > 0 AND "state" = 'open'`,
    [id],
  )
}

/** A piece that waited is given out. */
export function giveOutPiece(tx: Tx, id: string): Promise<number> {
  return tx.sql.run('UPDATE "Reward" SET "reserved" = "reserved" - 1 WHERE "id" = ?', [id])
}

/** A piece that waited goes back on the shelf. */
export function putBackPiece(tx: Tx, id: string): Promise<number> {
  return tx.sql.run('UPDATE "Reward" SET "stock" = "stock" + 1, "reserved" = "reserved" - 1 WHERE "id" = ?', [id])
}

export interface RedemptionRow {
  communityId: string
  communityName: string
  communityPath: string
  id: string
  rewardId: string
  authorId: string
  title: string
  pickup: string | null
  personId: string
  displayName: string
  avatarImageId: string | null
  points: number
  state: RedemptionState
  pickupCode: string
  createdAt: number
  expiresAt: number
  endedAt: number | null
  requestHash: string
}

const REDEMPTION = `SELECT d."communityId", c."name" AS "communityName", c."path" AS "communityPath", d."id", d."rewardId", r."authorId", r."title",
    r."pickup", d."personId", p."displayName", ${shownFace('p')} AS "avatarImageId", d."points", d."state", d."pickupCode", d."createdAt", d."expiresAt", d."endedAt",
    d."requestHash"
  FROM "Redemption" d
  JOIN "Place" c ON c."id" = d."communityId"
  JOIN "Reward" r ON r."communityId" = d."communityId" AND r."id" = d."rewardId"
  JOIN "Person" p ON p."id" = d."personId"`

export function findRedemption(reader: Reader, id: string): Promise<RedemptionRow | undefined> {
  return reader.sql.get<RedemptionRow>(`${REDEMPTION} WHERE d."id" = ?`, [id])
}

type Before = readonly [createdAt: Date, id: string]

export function listRedemptionsOfPerson(
  reader: Reader,
  personId: string,
  before: Before,
  limit: number,
): Promise<RedemptionRow[]> {
  return reader.sql.all<RedemptionRow>(
    `${REDEMPTION} WHERE d."personId" = ? AND (d."createdAt", d."id") < (?, ?) ORDER BY d."createdAt" DESC, d."id" DESC LIMIT ?`,
    [personId, ...before, limit],
  )
}

export interface DeskQuery {
  communityId: string
  state: RedemptionState
  pickupCode: string | null
  /** Of whose rewards; null for all. */
  authorId: string | null
}

export function listRedemptionsAtDesk(
  reader: Reader,
  { communityId, state, pickupCode, authorId }: DeskQuery,
  before: Before,
  limit: number,
): Promise<RedemptionRow[]> {
  const parts: [text: string, params: SqlValue[]][] = [
    ['d."communityId" = ? AND d."state" = ? AND (d."createdAt", d."id") < (?, ?)', [communityId, state, ...before]],
  ]
  if (pickupCode !== null) parts.push(['d."pickupCode" = ?', [pickupCode]])
  if (authorId !== null) parts.push(['r."authorId" = ?', [authorId]])
  return reader.sql.all<RedemptionRow>(
    `${REDEMPTION} WHERE ${parts.map(([text]) => text).join(' AND ')} ORDER BY d."createdAt" DESC, d."id" DESC LIMIT ?`,
    [...parts.flatMap(([, params]) => params), limit],
  )
}

export interface NewRedemption {
  communityId: string
  id: string
  rewardId: string
  personId: string
  points: number
  pickupCode: string
  createdAt: Date
  expiresAt: Date
  requestHash: string
}

export async function insertRedemption(tx: Tx, redemption: NewRedemption): Promise<void> {
  await tx.prisma.redemption.create({ data: redemption })
}

export async function isCodeInUse(reader: Reader, communityId: string, pickupCode: string): Promise<boolean> {
  const row = await reader.sql.get(
    `SELECT 1 FROM "Redemption" WHERE "communityId" = ? AND "pickupCode" = ? AND "state" = 'reserved'`,
    [communityId, pickupCode],
  )
  return row !== undefined
}

/** Ends what is reserved: of two who end it at once, one does. Within its time for a person, after it for the clock. */
export function endRedemption(
  tx: Tx,
  id: string,
  to: 'collected' | 'cancelled' | 'expired',
  end: { at: Date; byId: string | null },
): Promise<number> {
  const inTime = to === 'expired' ? '"expiresAt" <= ?' : '"expiresAt" > ?'
  return tx.sql.run(
    `UPDATE "Redemption" SET "state" = ?, "endedAt" = ?, "endedById" = ? WHERE "id" = ? AND "state" = 'reserved' AND ${inTime}`,
    [to, end.at, end.byId, id, end.at],
  )
}

/** The same whatever the time: a person who leaves takes nothing with them. */
export function cancelAtLeaving(tx: Tx, id: string, at: Date): Promise<number> {
  return tx.sql.run(
    `UPDATE "Redemption" SET "state" = 'cancelled', "endedAt" = ?, "endedById" = NULL WHERE "id" = ? AND "state" = 'reserved'`,
    [at, id],
  )
}

export function listReservedOfPerson(reader: Reader, personId: string): Promise<{ id: string; rewardId: string }[]> {
  return reader.sql.all(
    `SELECT "id", "rewardId" FROM "Redemption" WHERE "personId" = ? AND "state" = 'reserved' ORDER BY "id"`,
    [personId],
  )
}

export function listExpired(reader: Reader, now: Date, limit: number): Promise<{ id: string }[]> {
  return reader.sql.all(
    `SELECT "id" FROM "Redemption" WHERE "state" = 'reserved' AND "expiresAt" <= ? ORDER BY "expiresAt", "id" LIMIT ?`,
    [now, limit],
  )
}

export function listExpiring(reader: Reader, until: Date, limit: number): Promise<{ id: string }[]> {
  return reader.sql.all(
    `SELECT "id" FROM "Redemption" WHERE "state" = 'reserved' AND "remindedAt" IS NULL AND "expiresAt" <= ? ORDER BY "expiresAt", "id" LIMIT ?`,
    [until, limit],
  )
}

/** Makes telling it ours, once for all time. */
export function takeReminder(tx: Tx, id: string, at: Date): Promise<number> {
  return tx.sql.run(
    `UPDATE "Redemption" SET "remindedAt" = ? WHERE "id" = ? AND "state" = 'reserved' AND "remindedAt" IS NULL AND "expiresAt" > ?`,
    [at, id, at],
  )
}
