import type { AppealCategory, AppealLevel, AppealState } from '../../../src/contract'
import type { Reader, Tx } from '../../storage/store'
import { countersOf } from './counting'
import type { Desk, Situation } from './transitions'

export interface CaseRow {
  communityId: string
  id: string
  streetId: string
  gridId: string
  gridName: string
  gridPath: string
  buildingId: string | null
  buildingName: string | null
  nearPlaceId: string
  category: AppealCategory
  text: string
  imageIds: string
  voiceId: string | null
  lngE6: number | null
  latE6: number | null
  reporterId: string | null
  reporterName: string | null
  isAnonymous: boolean
  isConflict: boolean
  isPublic: boolean
  state: AppealState
  level: AppealLevel
  desk: Desk
  handlerPlaceId: string
  handlerKind: string
  handlerName: string
  handlerPath: string
  wishedDepartmentId: string | null
  wishedDepartmentName: string | null
  departmentId: string | null
  departmentName: string | null
  departmentPath: string | null
  departmentAnsweredAt: number | null
  departmentStars: number | null
  workingHours: number
  dueAt: number | null
  provisionalSince: number | null
  actAt: number | null
  overdueAt: number | null
  answeredAt: number | null
  closesAt: number | null
  announcedAt: number | null
  endedAt: number | null
  endedBy: Situation['endedBy']
  stars: number | null
  starsGiven: string
  mergedIntoId: string | null
  householdCount: number
  hasMerged: boolean
  lastSequence: number
  countedAs: string
  createdAt: number
  requestHash: string
}

const COLUMNS = `a."communityId", a."id", a."streetId", a."gridId", g."name" AS "gridName", g."path" AS "gridPath", a."buildingId",
  b."name" AS "buildingName", a."nearPlaceId", a."category", a."text", a."imageIds", a."voiceId", a."lngE6", a."latE6", a."reporterId",
  r."displayName" AS "reporterName", a."isAnonymous", a."isConflict", a."isPublic", a."state", a."level", a."desk", a."handlerPlaceId",
  h."kind" AS "handlerKind", h."name" AS "handlerName", h."path" AS "handlerPath", a."wishedDepartmentId", w."name" AS "wishedDepartmentName",
  a."departmentId", d."name" AS "departmentName", d."path" AS "departmentPath", a."departmentAnsweredAt", a."departmentStars",
  a."workingHours", a."dueAt", a."provisionalSince", a."actAt", a."overdueAt", a."answeredAt", a."closesAt", a."announcedAt", a."endedAt", a."endedBy", a."stars",
  a."starsGiven", a."mergedIntoId", a."householdCount", a."lastSequence", a."countedAs", a."createdAt", a."requestHash",
  EXISTS (SELECT 1 FROM "AppealTie" t WHERE t."communityId" = a."communityId" AND t."appealId" = a."id" AND t."kind" = 'merged') AS "hasMerged"`

const AROUND = `JOIN "Place" g ON g."id" = a."gridId" JOIN "Place" h ON h."id" = a."handlerPlaceId"
  LEFT JOIN "Place" b ON b."id" = a."buildingId" LEFT JOIN "Place" w ON w."id" = a."wishedDepartmentId"
  LEFT JOIN "Place" d ON d."id" = a."departmentId" LEFT JOIN "Person" r ON r."id" = a."reporterId"`

/** Booleans come as 0 and 1 from SQLite. */
export function toCase(row: CaseRow): CaseRow {
  return {
    ...row,
    isAnonymous: Boolean(row.isAnonymous),
    isConflict: Boolean(row.isConflict),
    isPublic: Boolean(row.isPublic),
    hasMerged: Boolean(row.hasMerged),
  }
}

export async function findCase(reader: Reader, id: string): Promise<CaseRow | null> {
  const row = await reader.sql.get<CaseRow>(`SELECT ${COLUMNS} FROM "Appeal" a ${AROUND} WHERE a."id" = ?`, [id])
  return row === undefined ? null : toCase(row)
}

/** Whoever reported one of these cases and is still known. */
export async function listReporters(reader: Reader, ids: readonly string[]): Promise<string[]> {
  const rows = await reader.sql.all<{ reporterId: string }>(
    `SELECT DISTINCT "reporterId" FROM "Appeal" WHERE "id" IN (?) AND "reporterId" IS NOT NULL`,
    [ids],
  )
  return rows.map(({ reporterId }) => reporterId)
}

/** In no order; those that are not there are left out. */
export async function listCasesByIds(reader: Reader, ids: readonly string[]): Promise<CaseRow[]> {
  if (ids.length === 0) return []
  const rows = await reader.sql.all<CaseRow>(`SELECT ${COLUMNS} FROM "Appeal" a ${AROUND} WHERE a."id" IN (?)`, [ids])
  return rows.map(toCase)
}

/** Holds a case until this transaction ends: whoever comes second waits here, and then sees what the first did. */
export async function holdCase(tx: Tx, id: string): Promise<'held' | 'absent'> {
  const held = await tx.sql.run(`UPDATE "Appeal" SET "lastSequence" = "lastSequence" WHERE "id" = ?`, [id])
  return held === 1 ? 'held' : 'absent'
}

export interface NewCase {
  communityId: string
  id: string
  streetId: string
  gridId: string
  buildingId: string | null
  nearPlaceId: string
  source: string
  category: AppealCategory
  text: string
  imageIds: readonly string[]
  voiceId: string | null
  lngE6: number | null
  latE6: number | null
  cell: string | null
  reporterId: string | null
  isAnonymous: boolean
  isConflict: boolean
  isPublic: boolean
  level: AppealLevel
  desk: Desk
  handlerPlaceId: string
  departmentId: string | null
  workingHours: number
  dueAt: Date
  provisionalSince: Date | null
  createdAt: Date
  requestHash: string
}

export async function insertCase(tx: Tx, one: NewCase): Promise<void> {
  await tx.prisma.appeal.create({
    data: { ...one, imageIds: JSON.stringify(one.imageIds), actAt: one.dueAt, state: 'submitted', lastSequence: 0 },
  })
}

/** What changes in a case; the rest stays. */
export interface CaseChange {
  state: AppealState
  level: AppealLevel
  desk: Desk
  isOpen: boolean
  handlerPlaceId: string
  wishedDepartmentId: string | null
  departmentId: string | null
  departmentAnsweredAt: number | null
  dueAt: number | null
  provisionalSince: number | null
  actAt: number | null
  overdueAt: number | null
  answeredAt: number | null
  closesAt: number | null
  announcedAt: number | null
  endedAt: number | null
  endedBy: string | null
  stars: number | null
  starsGiven: string
  mergedIntoId: string | null
  countedAs: string
}

/** The columns of a change, and which of them are times. Written out, so that nothing else of what is handed over is ever written. */
const CHANGED = [
  ...['state', 'level', 'desk', 'isOpen', 'handlerPlaceId', 'wishedDepartmentId', 'departmentId', 'endedBy', 'stars'],
  ...['starsGiven', 'mergedIntoId', 'countedAs'],
] as (keyof CaseChange)[]
const CHANGED_TIMES = [
  ...[
    'departmentAnsweredAt',
    'dueAt',
    'provisionalSince',
    'actAt',
    'overdueAt',
    'answeredAt',
    'closesAt',
    'announcedAt',
    'endedAt',
  ],
] as (keyof CaseChange)[]
const CHANGE = `UPDATE "Appeal" SET ${[...CHANGED, ...CHANGED_TIMES].map((column) => `"${column}" = ?`).join(', ')},
  "lastSequence" = "lastSequence" + 1 WHERE "id" = ? AND "lastSequence" = ?`

/** Changes a case only as it was looked at: of two at once, one wins. */
export async function changeCase(
  tx: Tx,
  known: Pick<CaseRow, 'id' | 'lastSequence'>,
  change: CaseChange,
): Promise<'changed' | 'changed_meanwhile'> {
  const times = CHANGED_TIMES.map((column) => (change[column] === null ? null : new Date(Number(change[column]))))
  const changed = await tx.sql.run(CHANGE, [
    ...CHANGED.map((column) => change[column]),
    ...times,
    known.id,
    known.lastSequence,
  ])
  return changed === 1 ? 'changed' : 'changed_meanwhile'
}

export interface EventRow {
  communityId: string
  appealId: string
  sequence: number
  kind: string
  actorId: string | null
  actorRole: string
  actorPlaceId: string | null
  fromState: AppealState | null
  toState: AppealState
  level: AppealLevel
  handlerPlaceId: string
  dueAt: number | null
  text: string | null
  imageIds: string
  stars: number | null
  otherAppealId: string | null
  at: number
}

export async function insertEvent(tx: Tx, event: Omit<EventRow, 'at' | 'dueAt'> & { at: Date; dueAt: Date | null }) {
  await tx.prisma.appealEvent.create({ data: event })
}

/** The case file, oldest line first. */
export function listEvents(reader: Reader, one: Pick<CaseRow, 'communityId' | 'id'>): Promise<EventRow[]> {
  return reader.sql.all<EventRow>(
    `SELECT "communityId", "appealId", "sequence", "kind", "actorId", "actorRole", "actorPlaceId", "fromState", "toState", "level",
       "handlerPlaceId", "dueAt", "text", "imageIds", "stars", "otherAppealId", "at"
     FROM "AppealEvent" WHERE "communityId" = ? AND "appealId" = ? ORDER BY "sequence"`,
    [one.communityId, one.id],
  )
}

export async function insertRating(
  tx: Tx,
  rating: {
    communityId: string
    appealId: string
    sequence: number
    personId: string
    stars: number
    text: string | null
    createdAt: Date
  },
): Promise<void> {
  await tx.prisma.appealRating.create({ data: rating })
}

export function listRatings(reader: Reader, one: Pick<CaseRow, 'communityId' | 'id'>) {
  return reader.sql.all<{ sequence: number; text: string | null }>(
    `SELECT "sequence", "text" FROM "AppealRating" WHERE "communityId" = ? AND "appealId" = ?`,
    [one.communityId, one.id],
  )
}

/**
 * Adds to counters of the community, the grid and the street, each in all time, in the month and on the day. Counter by counter and from the
 * community to the street, so that two at once never wait crosswise.
 */
export async function addToCounts(
  tx: Tx,
  one: Pick<CaseRow, 'communityId' | 'gridId' | 'streetId'>,
  day: string,
  changes: ReadonlyMap<string, number>,
): Promise<void> {
  const periods = [...new Set(['all', day.slice(0, 7), day])]
  const rows = [...changes].flatMap(([dimension, change]) =>
    countersOf(one, dimension).flatMap(([partition, placeId]) =>
      periods.map((period) => [partition, placeId, period, dimension, change] as const),
    ),
  )
  if (rows.length === 0) return
  await tx.sql.run(
    `INSERT INTO "AppealCount" ("communityId", "gridId", "period", "dimension", "count")
     VALUES ${rows.map(() => '(?, ?, ?, ?, ?)').join(', ')}
     ON CONFLICT ("communityId", "gridId", "period", "dimension") DO UPDATE SET "count" = "AppealCount"."count" + excluded."count"`,
    rows.flat(),
  )
}

export function countOpenOfReporter(reader: Reader, personId: string): Promise<{ open: number } | undefined> {
  return reader.sql.get<{ open: number }>(
    `SELECT COUNT(*) AS "open" FROM "Appeal" WHERE "reporterId" = ? AND "isOpen"`,
    [personId],
  )
}

export async function countExistingPeople(reader: Reader, personIds: readonly string[]): Promise<number> {
  if (personIds.length === 0) return 0
  return reader.prisma.person.count({ where: { id: { in: [...personIds] } } })
}
