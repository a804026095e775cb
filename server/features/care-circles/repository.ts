import type { Reader, Tx } from '../../storage/store'

export interface CircleRow {
  communityId: string
  id: string
  gridId: string
  gridName: string
  gridPath: string
  elderId: string
  elderName: string
  address: string | null
  code: string
  state: string
  fineOn: string | null
  silentOn: string | null
  asked: number
  requestHash: string
}

export interface NeighbourRow {
  circleId: string
  personId: string
  displayName: string
  askedOn: string | null
}

const VIEW = `SELECT x."communityId", x."id", x."gridId", g."name" AS "gridName", g."path" AS "gridPath", x."elderId", e."displayName" AS "elderName",
    (SELECT b."name" || ' ' || h."number" FROM "Membership" m JOIN "Household" h ON h."id" = m."householdId"
       JOIN "Place" b ON b."id" = m."buildingId" WHERE m."personId" = x."elderId" AND m."gridId" = x."gridId" AND m."state" = 'verified'
       ORDER BY m."id" LIMIT 1) AS "address",
    x."code", x."state", x."fineOn", x."silentOn", x."asked", x."requestHash"
  FROM "CareCircle" x JOIN "Place" g ON g."id" = x."gridId" JOIN "Person" e ON e."id" = x."elderId"`

export function findCircle(reader: Reader, id: string): Promise<CircleRow | undefined> {
  return reader.sql.get<CircleRow>(`${VIEW} WHERE x."id" = ?`, [id])
}

/** One's own; there is never a second. */
export function findCircleOfElder(reader: Reader, elderId: string): Promise<CircleRow | undefined> {
  return reader.sql.get<CircleRow>(`${VIEW} WHERE x."elderId" = ?`, [elderId])
}

export function findCircleByCode(reader: Reader, code: string): Promise<CircleRow | undefined> {
  return reader.sql.get<CircleRow>(`${VIEW} WHERE x."code" = ?`, [code])
}

/** One's own, and those in which one is a neighbour; there are never many. */
export function listCirclesOfPerson(reader: Reader, personId: string): Promise<CircleRow[]> {
  return reader.sql.all<CircleRow>(
    `${VIEW} WHERE x."elderId" = ? OR x."id" IN (SELECT "circleId" FROM "CareNeighbour" WHERE "personId" = ?)
     ORDER BY CASE WHEN x."elderId" = ? THEN 0 ELSE 1 END, x."id" LIMIT 50`,
    [personId, personId, personId],
  )
}

/** Whoever moved away keeps no seat: they read no door, and are not asked. */
const livesHere = `EXISTS (SELECT 1 FROM "Membership" h WHERE h."personId" = n."personId" AND h."communityId" = n."communityId"
       AND h."state" = 'verified')`

export function listNeighbours(reader: Reader, circleIds: readonly string[]): Promise<NeighbourRow[]> {
  if (circleIds.length === 0) return Promise.resolve([])
  return reader.sql.all<NeighbourRow>(
    `SELECT n."circleId", n."personId", p."displayName", n."askedOn" FROM "CareNeighbour" n JOIN "Person" p ON p."id" = n."personId"
     WHERE n."circleId" IN (?) AND ${livesHere} ORDER BY n."circleId", n."seat"`,
    [circleIds],
  )
}

export interface NewCircle {
  communityId: string
  id: string
  gridId: string
  elderId: string
  code: string
  createdAt: Date
  requestHash: string
}

/** One circle a person, and each code once: 0 where either is there already. */
export function insertCircle(tx: Tx, circle: NewCircle): Promise<number> {
  const { communityId, id, gridId, elderId, code, createdAt, requestHash } = circle
  return tx.sql.run(
    `INSERT INTO "CareCircle" ("communityId", "id", "gridId", "elderId", "code", "state", "asked", "createdAt", "requestHash")
     VALUES (?, ?, ?, ?, ?, 'running', 0, ?, ?) ON CONFLICT DO NOTHING`,
    [communityId, id, gridId, elderId, code, createdAt, requestHash],
  )
}

/** Of two who want the last seat, one gets it: the key of seats decides. */
export function insertNeighbour(
  tx: Tx,
  neighbour: { communityId: string; circleId: string; personId: string; seat: number; createdAt: Date },
): Promise<number> {
  const { communityId, circleId, personId, seat, createdAt } = neighbour
  return tx.sql.run(
    `INSERT INTO "CareNeighbour" ("communityId", "circleId", "personId", "seat", "createdAt") VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    [communityId, circleId, personId, seat, createdAt],
  )
}

export async function listSeats(reader: Reader, circleId: string): Promise<number[]> {
  const rows = await reader.sql.all<{ seat: number }>('SELECT "seat" FROM "CareNeighbour" WHERE "circleId" = ?', [
    circleId,
  ])
  return rows.map(({ seat }) => seat)
}

/** Their seats are free for others. */
export async function deleteMovedAway(tx: Tx, circleId: string): Promise<void> {
  await tx.sql.run(`DELETE FROM "CareNeighbour" AS n WHERE n."circleId" = ? AND NOT ${livesHere}`, [circleId])
}

export async function deleteNeighbour(tx: Tx, circleId: string, personId: string): Promise<void> {
  await tx.sql.run('DELETE FROM "CareNeighbour" WHERE "circleId" = ? AND "personId" = ?', [circleId, personId])
}

export async function deleteCircle(tx: Tx, circleId: string): Promise<void> {
  await tx.sql.run('DELETE FROM "CareNeighbour" WHERE "circleId" = ?', [circleId])
  await tx.sql.run('DELETE FROM "CareCircle" WHERE "id" = ?', [circleId])
}

/** All is well today: nobody need be asked any more. */
export async function setFine(tx: Tx, circleId: string, today: string): Promise<void> {
  await tx.sql.run('UPDATE "CareCircle" SET "fineOn" = ?, "nextAskAt" = NULL WHERE "id" = ?', [today, circleId])
}

export function setPaused(tx: Tx, circleId: string, isPaused: boolean): Promise<number> {
  const [from, to] = isPaused ? ['running', 'paused'] : ['paused', 'running']
  return tx.sql.run('UPDATE "CareCircle" SET "state" = ?, "nextAskAt" = NULL WHERE "id" = ? AND "state" = ?', [
    to,
    circleId,
    from,
  ])
}

export interface DueRow {
  id: string
  silentOn: string | null
  asked: number
}

/** Circles of enough neighbours that have heard nothing today, and those whose next neighbour is to be asked. */
export function listDue(
  reader: Reader,
  { today, from, now, neighboursMin }: { today: string; from: Date; now: Date; neighboursMin: number },
  limit: number,
): Promise<DueRow[]> {
  return reader.sql.all<DueRow>(
    `SELECT x."id", x."silentOn", x."asked" FROM "CareCircle" x
     WHERE x."state" = 'running' AND (x."fineOn" IS NULL OR x."fineOn" <> ?) AND x."createdAt" < ?
       AND (x."silentOn" IS NULL OR x."silentOn" <> ? OR x."nextAskAt" <= ?)
       AND (SELECT COUNT(*) FROM "CareNeighbour" n WHERE n."circleId" = x."id" AND ${livesHere}) >= ?
     ORDER BY x."id" LIMIT ?`,
    [today, from, today, now, neighboursMin, limit],
  )
}

/** Makes the step ours: of two processes one goes on, and nobody is asked once all is well. */
export function takeStep(
  tx: Tx,
  row: DueRow,
  step: { today: string; asked: number; nextAskAt: Date | null },
): Promise<number> {
  const isFirst = row.silentOn !== step.today
  return tx.sql.run(
    `UPDATE "CareCircle" SET "silentOn" = ?, "asked" = ?, "nextAskAt" = ? WHERE "id" = ? AND "state" = 'running'
       AND ("fineOn" IS NULL OR "fineOn" <> ?) AND ${isFirst ? '("silentOn" IS NULL OR "silentOn" <> ?)' : '"silentOn" = ?'}
       AND "asked" = ?`,
    [step.today, step.asked, step.nextAskAt, row.id, step.today, step.today, row.asked],
  )
}

export async function setAsked(tx: Tx, circleId: string, personId: string, today: string): Promise<void> {
  await tx.sql.run('UPDATE "CareNeighbour" SET "askedOn" = ? WHERE "circleId" = ? AND "personId" = ?', [
    today,
    circleId,
    personId,
  ])
}
