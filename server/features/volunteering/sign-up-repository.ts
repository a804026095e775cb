import type { Reader, SqlValue, Tx } from '../../storage/store'
import type { RoleCount } from './rules'

export const ACTIVE = `('confirmed', 'waiting')`

export interface RoleRow extends RoleCount {
  communityId: string
  shiftId: string
  id: string
  title: string
  skills: string
  sortOrder: number
}

const ROLE_COLUMNS = `"communityId", "shiftId", "id", "title", "skills", "sortOrder", "capacity", "confirmed", "waiting", "held", "arrivals"`

export function listRoles(reader: Reader, shiftIds: readonly string[]): Promise<RoleRow[]> {
  return reader.sql.all<RoleRow>(
    `SELECT ${ROLE_COLUMNS} FROM "ShiftRole" WHERE "shiftId" IN (?) ORDER BY "sortOrder", "id"`,
    [shiftIds],
  )
}

/**
 * Takes hold of the roles of a shift until the transaction ends, and reads their counts as they are now: whoever changes who is in does this
 * first, so that they come one after another, also from several processes.
 */
export async function holdRoles(tx: Tx, shiftId: string): Promise<RoleRow[]> {
  const rows = await tx.sql.all<RoleRow>(
    `UPDATE "ShiftRole" SET "arrivals" = "arrivals"
     WHERE "communityId" = (SELECT "communityId" FROM "Shift" WHERE "id" = ?) AND "shiftId" = ? RETURNING ${ROLE_COLUMNS}`,
    [shiftId, shiftId],
  )
  return rows.sort((a, b) => a.sortOrder - b.sortOrder)
}

export function saveCount(tx: Tx, role: RoleRow): Promise<number> {
  return tx.sql.run(
    `UPDATE "ShiftRole" SET "confirmed" = ?, "waiting" = ?, "held" = ?, "arrivals" = ? WHERE "communityId" = ? AND "shiftId" = ? AND "id" = ?`,
    [role.confirmed, role.waiting, role.held, role.arrivals, role.communityId, role.shiftId, role.id],
  )
}

export interface SignUpRow {
  communityId: string
  shiftId: string
  roleId: string
  arrival: number
  id: string
  personId: string
  activityId: string
  state: string
  startsAt: number
  endsAt: number
  answerBy: number | null
  createdAt: number
  wrongCodes: number
  wrongCodesAt: number | null
  requestHash: string
  /** Null when it no longer counts. */
  place: number | null
}

/** In which order places are given to those who wait: whoever has a first claim (`f`) before the others, each in the order of arrival. */
export const SERVING = (signUp: string, claim: string) =>
  `CASE WHEN ${signUp}."state" = 'confirmed' THEN 0 WHEN ${claim}."personId" IS NOT NULL THEN 1 ELSE 2 END, ${signUp}."arrival"`
export const CLAIM_OF = (signUp: string, claim: string) =>
  `LEFT JOIN "FirstClaim" ${claim} ON ${claim}."communityId" = ${signUp}."communityId" AND ${claim}."shiftId" = ${signUp}."shiftId"
     AND ${claim}."personId" = ${signUp}."personId"`

/** `place` counts those before it in the order in which they are served: no gap and no tie, however many have left. */
const SIGN_UP = `SELECT u."communityId", u."shiftId", u."roleId", u."arrival", u."id", u."personId", u."activityId", u."state", u."startsAt", u."endsAt",
    u."answerBy", u."createdAt", u."wrongCodes", u."wrongCodesAt", u."requestHash",
    CASE WHEN u."state" IN ${ACTIVE} THEN (SELECT COUNT(*) FROM "SignUp" b ${CLAIM_OF('b', 'c')} WHERE b."communityId" = u."communityId"
      AND b."shiftId" = u."shiftId" AND b."roleId" = u."roleId" AND b."state" IN ${ACTIVE}
      AND (${SERVING('b', 'c')}) <= (${SERVING('u', 'f')})) END AS "place"
  FROM "SignUp" u ${CLAIM_OF('u', 'f')}`

export function findSignUp(reader: Reader, id: string): Promise<SignUpRow | undefined> {
  return reader.sql.get<SignUpRow>(`${SIGN_UP} WHERE u."id" = ?`, [id])
}

/** The places of some sign-ups of a shift, in one walk over its line. */
export async function listPlaces(
  reader: Reader,
  shiftId: string,
  ids: readonly string[],
): Promise<{ id: string; place: number }[]> {
  const line = await reader.sql.all<{ id: string; place: number }>(
    `SELECT u."id", ROW_NUMBER() OVER (PARTITION BY u."roleId" ORDER BY ${SERVING('u', 'f')}) AS "place" FROM "SignUp" u ${CLAIM_OF('u', 'f')}
     WHERE u."communityId" = (SELECT "communityId" FROM "Shift" WHERE "id" = ?) AND u."shiftId" = ? AND u."state" IN ${ACTIVE}`,
    [shiftId, shiftId],
  )
  const wanted = new Set(ids)
  return line.filter(({ id }) => wanted.has(id)).map(({ id, place }) => ({ id, place: Number(place) }))
}

/** Who of the people was noted already as turned away from a shift, or waited for it in vain. */
export function listTurnedAway(
  reader: Reader,
  shiftId: string,
  personIds: readonly string[],
): Promise<{ personId: string }[]> {
  return reader.sql.all(
    `SELECT "personId" FROM "SignUp" WHERE "communityId" = (SELECT "communityId" FROM "Shift" WHERE "id" = ?) AND "shiftId" = ?
       AND "state" = 'unserved' AND "personId" IN (?)`,
    [shiftId, shiftId, padded(personIds)],
  )
}

/** The one that counts. */
export function findActiveSignUp(reader: Reader, shiftId: string, personId: string): Promise<SignUpRow | undefined> {
  return reader.sql.get<SignUpRow>(`${SIGN_UP} WHERE u."shiftId" = ? AND u."personId" = ? AND u."state" IN ${ACTIVE}`, [
    shiftId,
    personId,
  ])
}

/** Of each shift the person's latest sign-up. */
export function listSignUpsOfPerson(
  reader: Reader,
  personId: string,
  shiftIds: readonly string[],
): Promise<SignUpRow[]> {
  if (shiftIds.length === 0) return Promise.resolve([])
  return reader.sql.all<SignUpRow>(
    `${SIGN_UP} WHERE u."personId" = ? AND u."shiftId" IN (?) ORDER BY u."createdAt", u."arrival"`,
    [personId, shiftIds],
  )
}

/** Shifts to come, soonest first, or past, latest first, in which the person has, or had when it began, a place or a turn in the line. */
export function listShiftIdsOfPerson(
  reader: Reader,
  personId: string,
  when: 'coming' | 'past',
  now: Date,
  from: readonly [Date, string] | null,
  limit: number,
): Promise<{ shiftId: string; startsAt: number }[]> {
  const isComing = when === 'coming'
  const states = isComing
    ? `('confirmed', 'waiting', 'cancelled')`
    : `('confirmed', 'waiting', 'unserved', 'replaced', 'cancelled')`
  const bound = from === null ? '' : `AND (u."startsAt", u."shiftId") ${isComing ? '>' : '<'} (?, ?)`
  const order = isComing ? 'ASC' : 'DESC'
  return reader.sql.all(
    `SELECT DISTINCT u."shiftId", u."startsAt" FROM "SignUp" u
     WHERE u."personId" = ? AND u."endsAt" ${isComing ? '>' : '<='} ? AND u."state" IN ${states} ${bound}
     ORDER BY u."startsAt" ${order}, u."shiftId" ${order} LIMIT ?`,
    [personId, now, ...(from ?? []), limit],
  )
}

export interface KnownSignUp {
  id: string
  shiftId: string
  personId: string
  requestHash: string
}

export function listKnownSignUps(reader: Reader, ids: readonly string[]): Promise<KnownSignUp[]> {
  return reader.sql.all<KnownSignUp>(
    'SELECT "id", "shiftId", "personId", "requestHash" FROM "SignUp" WHERE "id" IN (?)',
    [padded(ids)],
  )
}

/** Which of the people have a place, here or in another shift, that overlaps with these times. */
export function listBusyPeople(
  reader: Reader,
  personIds: readonly string[],
  { startsAt, endsAt }: { startsAt: Date; endsAt: Date },
): Promise<{ personId: string; shiftId: string }[]> {
  // A shift is at most a day long (limits.ts, shiftHours): that bounds the search along the index.
  const earliest = new Date(startsAt.getTime() - 86_400_000)
  return reader.sql.all(
    `SELECT "personId", "shiftId" FROM "SignUp" WHERE "personId" IN (?) AND "startsAt" < ? AND "startsAt" >= ? AND "endsAt" > ? AND "state" IN ${ACTIVE}`,
    [padded(personIds), endsAt, earliest, startsAt],
  )
}

export interface NewSignUp {
  communityId: string
  shiftId: string
  roleId: string
  arrival: number
  id: string
  personId: string
  activityId: string
  state: 'confirmed' | 'waiting' | 'unserved'
  startsAt: Date
  endsAt: Date
  createdAt: Date
  requestHash: string
}

const NEW_PLACES = '(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'
/** Rows in one statement: few sizes, so that few statements are prepared. */
const CHUNKS = [64, 8, 1]

export async function insertSignUps(tx: Tx, signUps: readonly NewSignUp[]): Promise<void> {
  let start = 0
  for (const size of CHUNKS) {
    const text = `INSERT INTO "SignUp" ("communityId", "shiftId", "roleId", "arrival", "id", "personId", "activityId", "state", "startsAt", "endsAt",
       "createdAt", "changedAt", "requestHash") VALUES ${Array(size).fill(NEW_PLACES).join(', ')}`
    for (; signUps.length - start >= size; start += size) {
      const params = signUps
        .slice(start, start + size)
        .flatMap((row): SqlValue[] => [
          row.communityId,
          row.shiftId,
          row.roleId,
          row.arrival,
          row.id,
          row.personId,
          row.activityId,
          row.state,
          row.startsAt,
          row.endsAt,
          row.createdAt,
          row.createdAt,
          row.requestHash,
        ])
      await tx.sql.run(text, params)
    }
  }
}

/** Ends a place or a turn in the line that counts. */
export async function endSignUp(
  tx: Tx,
  id: string,
  state: 'left' | 'lapsed' | 'replaced',
  now: Date,
): Promise<'ended' | 'ended_before'> {
  const changed = await tx.sql.run(
    `UPDATE "SignUp" SET "state" = ?, "answerBy" = NULL, "changedAt" = ? WHERE "id" = ? AND "state" IN ${ACTIVE}`,
    [state, now, id],
  )
  return changed === 1 ? 'ended' : 'ended_before'
}

/** Who waits for a role: those with a first claim, then the others, each in the order of arrival. */
export function listWaiting(reader: Reader, role: RoleRow, limit: number): Promise<{ id: string; personId: string }[]> {
  return reader.sql.all(
    `SELECT u."id", u."personId" FROM "SignUp" u ${CLAIM_OF('u', 'f')}
     WHERE u."communityId" = ? AND u."shiftId" = ? AND u."roleId" = ? AND u."state" = 'waiting' ORDER BY ${SERVING('u', 'f')} LIMIT ?`,
    [role.communityId, role.shiftId, role.id, limit],
  )
}

export function confirmWaiting(tx: Tx, ids: readonly string[], answerBy: Date | null, now: Date): Promise<number> {
  return tx.sql.run(
    `UPDATE "SignUp" SET "state" = 'confirmed', "answerBy" = ?, "changedAt" = ? WHERE "id" IN (?) AND "state" = 'waiting'`,
    [answerBy, now, ids],
  )
}

export async function acceptPlace(tx: Tx, id: string, now: Date): Promise<'accepted' | 'nothing_to_accept'> {
  const changed = await tx.sql.run(
    `UPDATE "SignUp" SET "answerBy" = NULL, "changedAt" = ? WHERE "id" = ? AND "state" = 'confirmed' AND "answerBy" > ?`,
    [now, id, now],
  )
  return changed === 1 ? 'accepted' : 'nothing_to_accept'
}

export function listUnanswered(reader: Reader, now: Date, limit: number): Promise<{ id: string }[]> {
  return reader.sql.all(
    'SELECT "id" FROM "SignUp" WHERE "answerBy" IS NOT NULL AND "answerBy" <= ? ORDER BY "answerBy", "id" LIMIT ?',
    [now, limit],
  )
}

/** All who wait or are in, of a shift that takes place no more or has begun. */
export function endAll(
  tx: Tx,
  shiftId: string,
  change: { from: readonly string[]; to: 'cancelled' | 'unserved'; at: Date },
): Promise<{ personId: string }[]> {
  return tx.sql.all<{ personId: string }>(
    `UPDATE "SignUp" SET "state" = ?, "answerBy" = NULL, "changedAt" = ?
     WHERE "communityId" = (SELECT "communityId" FROM "Shift" WHERE "id" = ?) AND "shiftId" = ? AND "state" IN (?) RETURNING "personId"`,
    [change.to, change.at, shiftId, shiftId, change.from],
  )
}

/** Lists of a few lengths alone, the last item repeated: each length is a statement of its own, and statements are kept. */
export function padded(items: readonly string[]): readonly string[] {
  const last = items.at(-1)
  if (last === undefined || items.length < 3) return items
  const length = 2 ** Math.ceil(Math.log2(items.length))
  return [...items, ...Array<string>(length - items.length).fill(last)]
}
