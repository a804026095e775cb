import type { Reader, SqlValue, Tx } from '../../storage/store'

export interface ActivityRow {
  communityId: string
  id: string
  placeId: string
  authorId: string
  title: string
  body: string
  category: string
  needsInsurance: boolean | number
  insurance: string | null
  state: string
  refusedReason: string | null
  createdAt: number
  requestHash: string
  authorName: string
  placeKind: string
  placeName: string
  path: string
  isDemo: boolean | number
}

const ACTIVITY = `SELECT a."communityId", a."id", a."placeId", a."authorId", a."title", a."body", a."category", a."needsInsurance", a."insurance",
    a."state", a."refusedReason", a."createdAt", a."requestHash", author."displayName" AS "authorName",
    p."kind" AS "placeKind", p."name" AS "placeName", p."path", p."isDemo"
  FROM "Activity" a JOIN "Place" p ON p."id" = a."placeId" JOIN "Person" author ON author."id" = a."authorId"`

export function findActivity(reader: Reader, id: string): Promise<ActivityRow | undefined> {
  return reader.sql.get<ActivityRow>(`${ACTIVITY} WHERE a."id" = ?`, [id])
}

/** What decides which activities a reader of a place finds. */
export interface ActivitySight {
  /** The place and those above it. */
  abovePlaceIds: readonly string[]
  /** Everything at or below the place lies behind this. */
  placePath: string
  /** Places whose activities the reader may see one by one: those on the way to their homes and offices. */
  ownPlaceIds: readonly string[]
  /** Where the reader is staff, and so sees all. */
  staffPaths: readonly string[]
  readerId: string
}

/** Newest first. What is not open yet, or was refused, is shown to its author and to staff. */
export function listActivities(
  reader: Reader,
  sight: ActivitySight,
  page: { state: string | undefined; before: readonly [Date, string]; limit: number },
): Promise<ActivityRow[]> {
  const staff = sight.staffPaths.map(() => `substr(p."path", 1, length(CAST(? AS TEXT))) = ?`).join(' OR ') || '1 = 0'
  const staffParams = sight.staffPaths.flatMap((path) => [path, path])
  const state = page.state === undefined ? '' : 'AND a."state" = ?'
  return reader.sql.all<ActivityRow>(
    `${ACTIVITY} WHERE (a."placeId" IN (?) OR substr(p."path", 1, length(CAST(? AS TEXT))) = ?)
       AND (a."placeId" IN (?) OR ${staff})
       AND (a."state" IN ('open', 'ended') OR a."authorId" = ? OR ${staff})
       AND (a."createdAt", a."id") < (?, ?) ${state}
     ORDER BY a."createdAt" DESC, a."id" DESC LIMIT ?`,
    [
      sight.abovePlaceIds,
      sight.placePath,
      sight.placePath,
      sight.ownPlaceIds,
      ...staffParams,
      sight.readerId,
      ...staffParams,
      ...page.before,
      ...(page.state === undefined ? [] : [page.state]),
      page.limit,
    ],
  )
}

const proposedBehind = (paths: readonly string[]) =>
  `a."state" = 'proposed' AND (${paths.map(() => `substr(p."path", 1, length(CAST(? AS TEXT))) = ?`).join(' OR ') || '1 = 0'})`

/** What waits for approval behind these paths, oldest first. */
export function listProposed(
  reader: Reader,
  paths: readonly string[],
  page: { after: readonly [Date, string]; limit: number },
): Promise<ActivityRow[]> {
  return reader.sql.all<ActivityRow>(
    `${ACTIVITY} WHERE ${proposedBehind(paths)} AND (a."createdAt", a."id") > (?, ?) ORDER BY a."createdAt", a."id" LIMIT ?`,
    [...paths.flatMap((path) => [path, path]), ...page.after, page.limit],
  )
}

export async function countProposed(reader: Reader, paths: readonly string[]): Promise<number> {
  const row = await reader.sql.get<{ waiting: number }>(
    `SELECT COUNT(*) AS "waiting" FROM "Activity" a JOIN "Place" p ON p."id" = a."placeId" WHERE ${proposedBehind(paths)}`,
    paths.flatMap((path) => [path, path]),
  )
  return Number(row?.waiting ?? 0)
}

export interface NewActivity {
  communityId: string
  id: string
  placeId: string
  authorId: string
  title: string
  body: string
  category: string
  needsInsurance: boolean
  insurance: string | null
  state: string
  createdAt: Date
  requestHash: string
}

export async function insertActivity(tx: Tx, activity: NewActivity): Promise<void> {
  await tx.prisma.activity.create({ data: activity })
}

/** Moves an activity on, only from a state that allows it: of two who decide at once, one wins. */
export async function changeActivityState(
  tx: Tx,
  id: string,
  change: { from: readonly string[]; to: string; reason: string | null; byId: string; at: Date },
): Promise<'changed' | 'not_in_that_state'> {
  const changed = await tx.sql.run(
    `UPDATE "Activity" SET "state" = ?, "refusedReason" = ?, "decidedById" = ?, "decidedAt" = ? WHERE "id" = ? AND "state" IN (?)`,
    [change.to, change.reason, change.byId, change.at, id, change.from],
  )
  return changed === 1 ? 'changed' : 'not_in_that_state'
}

export function noteInsurance(tx: Tx, activityId: string, insurance: string): Promise<number> {
  return tx.sql.run(`UPDATE "Activity" SET "insurance" = ? WHERE "id" = ?`, [insurance, activityId])
}

export interface ShiftRow {
  communityId: string
  activityId: string
  startsAt: number
  endsAt: number
  id: string
  seriesId: string | null
  createdById: string
  capacity: number
  minimumAge: number | null
  skills: string
  pointsPerHour: number
  address: string
  hasWaitingList: boolean | number
  state: string
  heldUntil: number | null
  settledAt: number | null
  requestHash: string
  title: string
  category: string
  insurance: string | null
  activityState: string
  authorId: string
  placeId: string
  placeKind: string
  placeName: string
  path: string
  isDemo: boolean | number
}

const SHIFT = `SELECT s."communityId", s."activityId", s."startsAt", s."endsAt", s."id", s."seriesId", s."createdById", s."capacity", s."minimumAge",
    s."skills", s."pointsPerHour", s."address", s."hasWaitingList", s."state", s."heldUntil", s."settledAt", s."requestHash",
    a."title", a."category", a."insurance", a."state" AS "activityState", a."authorId", a."placeId",
    p."kind" AS "placeKind", p."name" AS "placeName", p."path", p."isDemo"
  FROM "Shift" s JOIN "Activity" a ON a."communityId" = s."communityId" AND a."id" = s."activityId" JOIN "Place" p ON p."id" = a."placeId"`

export function findShift(reader: Reader, id: string): Promise<ShiftRow | undefined> {
  return reader.sql.get<ShiftRow>(`${SHIFT} WHERE s."id" = ?`, [id])
}

export function listShiftsByIds(reader: Reader, ids: readonly string[]): Promise<ShiftRow[]> {
  return reader.sql.all<ShiftRow>(`${SHIFT} WHERE s."id" IN (?) ORDER BY s."startsAt", s."id"`, [ids])
}

/** Of an activity, what is not over yet, soonest first. */
export function listComingShifts(
  reader: Reader,
  activity: { communityId: string; id: string },
  now: Date,
  after: readonly [Date, string],
  limit: number,
): Promise<ShiftRow[]> {
  return reader.sql.all<ShiftRow>(
    `${SHIFT} WHERE s."communityId" = ? AND s."activityId" = ? AND s."endsAt" > ? AND (s."startsAt", s."id") > (?, ?)
     ORDER BY s."startsAt", s."id" LIMIT ?`,
    [activity.communityId, activity.id, now, ...after, limit],
  )
}

/** The same of many activities, `each` of every one: what stands under them in a list. */
export function listNextShifts(
  reader: Reader,
  activityIds: readonly string[],
  now: Date,
  each: number,
): Promise<ShiftRow[]> {
  if (activityIds.length === 0) return Promise.resolve([])
  return reader.sql.all<ShiftRow>(
    `${SHIFT} WHERE s."id" IN (SELECT "id" FROM (
         SELECT n."id", ROW_NUMBER() OVER (PARTITION BY n."activityId" ORDER BY n."startsAt", n."id") AS "turn" FROM "Shift" n
         JOIN "Activity" o ON o."communityId" = n."communityId" AND o."id" = n."activityId"
         WHERE o."id" IN (?) AND n."endsAt" > ? AND n."state" = 'open') AS "next" WHERE "turn" <= ?)
     ORDER BY s."startsAt", s."id"`,
    [activityIds, now, each],
  )
}

export function listShiftsOfSeries(reader: Reader, seriesId: string): Promise<ShiftRow[]> {
  return reader.sql.all<ShiftRow>(`${SHIFT} WHERE s."seriesId" = ? ORDER BY s."startsAt", s."id"`, [seriesId])
}

/** The activity's next shift that has not begun. */
export function findNextShift(
  reader: Reader,
  { communityId, activityId }: Pick<ShiftRow, 'communityId' | 'activityId'>,
  now: Date,
): Promise<ShiftRow | undefined> {
  return reader.sql.get<ShiftRow>(
    `${SHIFT} WHERE s."communityId" = ? AND s."activityId" = ? AND s."startsAt" > ? AND s."state" = 'open' ORDER BY s."startsAt", s."id" LIMIT 1`,
    [communityId, activityId, now],
  )
}

export interface NewShift {
  communityId: string
  activityId: string
  startsAt: Date
  id: string
  endsAt: Date
  seriesId: string | null
  createdById: string
  capacity: number
  minimumAge: number | null
  skills: string
  pointsPerHour: number
  address: string
  hasWaitingList: boolean
  createdAt: Date
  requestHash: string
}

export interface NewRole {
  communityId: string
  shiftId: string
  id: string
  title: string
  capacity: number
  skills: string
  sortOrder: number
}

export async function insertShifts(tx: Tx, shifts: readonly NewShift[], roles: readonly NewRole[]): Promise<void> {
  await tx.prisma.shift.createMany({ data: [...shifts] })
  await tx.prisma.shiftRole.createMany({ data: [...roles] })
}

export async function insertSeries(
  tx: Tx,
  series: {
    communityId: string
    id: string
    activityId: string
    createdById: string
    rule: string
    createdAt: Date
    requestHash: string
  },
): Promise<void> {
  await tx.prisma.shiftSeries.create({ data: series })
}

export interface SeriesRow {
  id: string
  activityId: string
  createdById: string
  rule: string
  requestHash: string
}

export function findSeries(reader: Reader, id: string): Promise<SeriesRow | undefined> {
  return reader.sql.get<SeriesRow>(
    'SELECT "id", "activityId", "createdById", "rule", "requestHash" FROM "ShiftSeries" WHERE "id" = ?',
    [id],
  )
}

export async function cancelShiftRow(tx: Tx, shiftId: string): Promise<'cancelled' | 'cancelled_before'> {
  const changed = await tx.sql.run(
    `UPDATE "Shift" SET "state" = 'cancelled', "heldUntil" = NULL WHERE "id" = ? AND "state" = 'open'`,
    [shiftId],
  )
  return changed === 1 ? 'cancelled' : 'cancelled_before'
}

/** Sets a time of a shift; the condition makes it once. */
export function setHeldUntil(tx: Tx, shiftId: string, heldUntil: Date | null): Promise<number> {
  return tx.sql.run('UPDATE "Shift" SET "heldUntil" = ? WHERE "id" = ?', [heldUntil, shiftId])
}

export function settleShiftRow(tx: Tx, shiftId: string, now: Date): Promise<number> {
  return tx.sql.run(
    'UPDATE "Shift" SET "settledAt" = ?, "heldUntil" = NULL WHERE "id" = ? AND "settledAt" IS NULL AND "startsAt" <= ?',
    [now, shiftId, now],
  )
}

export function listShiftsToSettle(reader: Reader, now: Date, limit: number): Promise<{ id: string }[]> {
  return reader.sql.all(
    'SELECT "id" FROM "Shift" WHERE "settledAt" IS NULL AND "startsAt" <= ? ORDER BY "startsAt" LIMIT ?',
    [now, limit],
  )
}

export function listShiftsToRelease(reader: Reader, now: Date, limit: number): Promise<{ id: string }[]> {
  return reader.sql.all(
    'SELECT "id" FROM "Shift" WHERE "heldUntil" IS NOT NULL AND "heldUntil" <= ? ORDER BY "heldUntil" LIMIT ?',
    [now, limit],
  )
}

/** Ids of open shifts of an activity that have not begun. */
export function listShiftIdsToCome(reader: Reader, activityId: string, now: Date): Promise<{ id: string }[]> {
  const params: SqlValue[] = [activityId, now]
  return reader.sql.all(
    `SELECT s."id" FROM "Activity" a JOIN "Shift" s ON s."communityId" = a."communityId" AND s."activityId" = a."id"
     WHERE a."id" = ? AND s."state" = 'open' AND s."startsAt" > ? ORDER BY s."startsAt", s."id"`,
    params,
  )
}
