import type { Reader, Tx } from '../../storage/store'
import { countedMinutes } from '../volunteering'
import type { SumRow } from './rules'

export interface NewEntry {
  communityId: string
  shiftId: string
  personId: string
  id: string
  activityId: string
  category: string
  year: number
}

export interface Turn {
  state: string
  at: Date
  checkedInAt?: Date
  checkedOutAt?: Date
  attestedById?: string
  standInId?: string
  minutes?: number
}

/**
 * Writes down what became of a turn, only where what is known of it allows that: null is nothing yet. Of two who do so at once one wins.
 */
export async function writeTurn(
  tx: Tx,
  entry: NewEntry,
  from: readonly (string | null)[],
  turn: Turn,
): Promise<'written' | 'not_in_that_state'> {
  const {
    state,
    at,
    checkedInAt = null,
    checkedOutAt = null,
    attestedById = null,
    standInId = null,
    minutes = null,
  } = turn
  if (from.includes(null)) {
    const made = await tx.sql.run(
      `INSERT INTO "ServiceEntry" ("communityId", "shiftId", "personId", "id", "activityId", "category", "state", "checkedInAt", "checkedOutAt",
         "attestedById", "standInId", "minutes", "year", "createdAt", "changedAt") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT ("communityId", "shiftId", "personId") DO NOTHING`,
      [
        entry.communityId,
        entry.shiftId,
        entry.personId,
        entry.id,
        entry.activityId,
        entry.category,
        state,
        checkedInAt,
        checkedOutAt,
        attestedById,
        standInId,
        minutes,
        entry.year,
        at,
        at,
      ],
    )
    if (made === 1) return 'written'
  }
  const changed = await tx.sql.run(
    `UPDATE "ServiceEntry" SET "state" = ?, "checkedInAt" = COALESCE(?, "checkedInAt"), "checkedOutAt" = COALESCE(?, "checkedOutAt"),
       "attestedById" = ?, "standInId" = ?, "minutes" = ?, "changedAt" = ?
     WHERE "communityId" = ? AND "shiftId" = ? AND "personId" = ? AND "state" IN (?)`,
    [
      state,
      checkedInAt,
      checkedOutAt,
      attestedById,
      standInId,
      minutes,
      at,
      entry.communityId,
      entry.shiftId,
      entry.personId,
      from.filter((one) => one !== null),
    ],
  )
  return changed === 1 ? 'written' : 'not_in_that_state'
}

/** A code counts once a person. */
export async function spendCode(
  tx: Tx,
  use: { communityId: string; shiftId: string; personId: string; step: number },
): Promise<'spent_now' | 'spent_before'> {
  const made = await tx.sql.run(
    'INSERT INTO "CheckInCodeUse" ("communityId", "shiftId", "personId", "step") VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    [use.communityId, use.shiftId, use.personId, use.step],
  )
  return made === 1 ? 'spent_now' : 'spent_before'
}

const TRIES_MAX = 10
const TRIES_MS = 10 * 60_000

/** Counts a try at a code before it is looked at: ten within ten minutes, and nobody guesses six digits in a lifetime. */
export async function takeTry(tx: Tx, signUpId: string, now: Date): Promise<'allowed' | 'too_many'> {
  const since = new Date(now.getTime() - TRIES_MS)
  const allowed = await tx.sql.run(
    `UPDATE "SignUp" SET "wrongCodes" = CASE WHEN "wrongCodesAt" > ? THEN "wrongCodes" + 1 ELSE 1 END,
       "wrongCodesAt" = CASE WHEN "wrongCodesAt" > ? THEN "wrongCodesAt" ELSE ? END
     WHERE "id" = ? AND ("wrongCodesAt" IS NULL OR "wrongCodesAt" <= ? OR "wrongCodes" < ?)`,
    [since, since, now, signUpId, since, TRIES_MAX],
  )
  return allowed === 1 ? 'allowed' : 'too_many'
}

export function forgetTries(tx: Tx, signUpId: string): Promise<number> {
  return tx.sql.run('UPDATE "SignUp" SET "wrongCodes" = 0, "wrongCodesAt" = NULL WHERE "id" = ?', [signUpId])
}

export interface NewCorrection {
  communityId: string
  entryId: string
  number: number
  id: string
  /** More, or below zero fewer. */
  minutes: number
  reason: string
  createdById: string
  createdAt: Date
}

/** The database refuses what would leave fewer than no minutes. */
export async function insertCorrection(tx: Tx, correction: NewCorrection): Promise<void> {
  await tx.prisma.serviceCorrection.create({ data: correction })
}

export interface OwedKey {
  communityId: string
  entryId: string
}

export async function insertOwed(tx: Tx, { communityId, entryId }: OwedKey): Promise<void> {
  await tx.sql.run('INSERT INTO "OwedPoints" ("communityId", "entryId") VALUES (?, ?)', [communityId, entryId])
}

export async function isOwed(reader: Reader, { communityId, entryId }: OwedKey): Promise<boolean> {
  const row = await reader.sql.get('SELECT 1 AS "owed" FROM "OwedPoints" WHERE "communityId" = ? AND "entryId" = ?', [
    communityId,
    entryId,
  ])
  return row !== undefined
}

/** Whoever deletes the row gives the points. */
export function deleteOwed(tx: Tx, { communityId, entryId }: OwedKey): Promise<number> {
  return tx.sql.run('DELETE FROM "OwedPoints" WHERE "communityId" = ? AND "entryId" = ?', [communityId, entryId])
}

/** Community by community, and in each the earliest first. */
export function listOwed(
  reader: Reader,
  after: OwedKey,
  limit: number,
): Promise<(OwedKey & { shiftId: string; personId: string })[]> {
  return reader.sql.all(
    `SELECT o."communityId", o."entryId", e."shiftId", e."personId" FROM "OwedPoints" o JOIN "ServiceEntry" e ON e."id" = o."entryId"
     WHERE (o."communityId", o."entryId") > (?, ?) ORDER BY o."communityId", o."entryId" LIMIT ?`,
    [after.communityId, after.entryId, limit],
  )
}

export function listSums(reader: Reader, personId: string): Promise<SumRow[]> {
  return reader.sql.all<SumRow>(
    `SELECT "year", "category", CAST(SUM("minutes") AS INTEGER) AS "minutes", COUNT(*) AS "shifts" FROM (
       SELECT e."year", e."category", ${countedMinutes('e')} AS "minutes" FROM "ServiceEntry" e WHERE e."personId" = ? AND e."state" = 'done') AS "turn"
     WHERE "minutes" > 0 GROUP BY "year", "category"`,
    [personId],
  )
}

export interface EntryRow {
  id: string
  shiftId: string
  personId: string
  displayName: string
  title: string
  category: string
  startsAt: number
  endsAt: number
  state: string
  checkedInAt: number | null
  checkedOutAt: number | null
  attestedById: string | null
  minutes: number | null
  year: number
}

const ENTRY = `SELECT e."id", e."shiftId", e."personId", person."displayName", a."title", e."category", s."startsAt", s."endsAt", e."state", e."checkedInAt",
    e."checkedOutAt", e."attestedById", ${countedMinutes('e')} AS "minutes", e."year"
  FROM "ServiceEntry" e JOIN "Activity" a ON a."communityId" = e."communityId" AND a."id" = e."activityId"
    JOIN "Shift" s ON s."id" = e."shiftId" JOIN "Person" person ON person."id" = e."personId"`

/** Latest first. */
export function listEntriesOfPerson(
  reader: Reader,
  personId: string,
  filter: { year: number | undefined; beforeId: string; limit: number },
): Promise<EntryRow[]> {
  const { year, beforeId, limit } = filter
  return reader.sql.all<EntryRow>(
    `${ENTRY} WHERE e."personId" = ? AND e."id" < ? ${year === undefined ? '' : 'AND e."year" = ?'} ORDER BY e."id" DESC LIMIT ?`,
    [personId, beforeId, ...(year === undefined ? [] : [year]), limit],
  )
}

/** What was done in a year in a place of a community, by day. */
export function listEntriesOfPlace(
  reader: Reader,
  { communityId, path }: { communityId: string; path: string },
  year: number,
  limit: number,
): Promise<EntryRow[]> {
  return reader.sql.all<EntryRow>(
    `${ENTRY} JOIN "Place" p ON p."id" = a."placeId"
     WHERE e."communityId" = ? AND e."year" = ? AND e."state" = 'done' AND substr(p."path", 1, length(CAST(? AS TEXT))) = ?
     ORDER BY s."startsAt", e."id" LIMIT ?`,
    [communityId, year, path, path, limit],
  )
}
