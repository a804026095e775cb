import type { Reader, Tx } from '../../storage/store'

export interface CallUpRow {
  communityId: string
  id: string
  placeId: string
  callerId: string
  skill: string | null
  radius: string
  text: string
  state: string
  createdAt: number
  endsAt: number
  endedAt: number | null
  requestHash: string
  placeKind: string
  placeName: string
  path: string
  called: number
  coming: number
  cannot: number
  /** The reader's own line, where they were called. */
  isCalled: boolean | number
  ownAnswer: string | null
  ownMinutes: number | null
}

const PEOPLE = `FROM "CallUpPerson" o WHERE o."communityId" = c."communityId" AND o."callUpId" = c."id"`

const VIEW = `SELECT c."communityId", c."id", c."placeId", c."callerId", c."skill", c."radius", c."text", c."state", c."createdAt", c."endsAt", c."endedAt",
    c."requestHash", p."kind" AS "placeKind", p."name" AS "placeName", p."path",
    (SELECT COUNT(*) ${PEOPLE}) AS "called", (SELECT COUNT(*) ${PEOPLE} AND o."answer" = 'coming') AS "coming",
    (SELECT COUNT(*) ${PEOPLE} AND o."answer" = 'cannot') AS "cannot",
    CASE WHEN m."personId" IS NULL THEN 0 ELSE 1 END AS "isCalled", m."answer" AS "ownAnswer", m."minutes" AS "ownMinutes"
  FROM "CallUp" c JOIN "Place" p ON p."id" = c."placeId"
  LEFT JOIN "CallUpPerson" m ON m."communityId" = c."communityId" AND m."callUpId" = c."id" AND m."personId" = ?`

export function findCallUp(reader: Reader, id: string, readerId: string): Promise<CallUpRow | undefined> {
  return reader.sql.get<CallUpRow>(`${VIEW} WHERE c."id" = ?`, [readerId, id])
}

/** Of a place and what is below it, latest first. */
export function listCallUpsOfPlace(
  reader: Reader,
  query: {
    readerId: string
    communityId: string
    path: string
    before: readonly [Date, string]
    limit: number
  },
): Promise<CallUpRow[]> {
  const { readerId, communityId, path, before, limit } = query
  return reader.sql.all<CallUpRow>(
    `${VIEW} WHERE c."communityId" = ? AND substr(p."path", 1, length(CAST(? AS TEXT))) = ? AND (c."createdAt", c."id") < (?, ?)
     ORDER BY c."createdAt" DESC, c."id" DESC LIMIT ?`,
    [readerId, communityId, path, path, ...before, limit],
  )
}

/** Open ones in which the person is called, latest first. */
export function listOpenCallsOfPerson(
  reader: Reader,
  personId: string,
  before: readonly [Date, string],
  limit: number,
): Promise<CallUpRow[]> {
  return reader.sql.all<CallUpRow>(
    `${VIEW} WHERE m."personId" = ? AND c."state" = 'open' AND (c."createdAt", c."id") < (?, ?) ORDER BY c."createdAt" DESC, c."id" DESC LIMIT ?`,
    [personId, personId, ...before, limit],
  )
}

export interface CalledRow {
  personId: string
  displayName: string
  buildingId: string | null
  buildingName: string | null
  answer: string | null
  minutes: number | null
  answeredAt: number | null
}

/** Who comes, soonest first; then who has not answered, then who cannot. */
export function listCalled(
  reader: Reader,
  { communityId, id }: Pick<CallUpRow, 'communityId' | 'id'>,
): Promise<CalledRow[]> {
  return reader.sql.all<CalledRow>(
    `SELECT o."personId", person."displayName", o."buildingId", b."name" AS "buildingName", o."answer", o."minutes", o."answeredAt"
     FROM "CallUpPerson" o JOIN "Person" person ON person."id" = o."personId" LEFT JOIN "Place" b ON b."id" = o."buildingId"
     WHERE o."communityId" = ? AND o."callUpId" = ?
     ORDER BY CASE o."answer" WHEN 'coming' THEN 0 WHEN 'cannot' THEN 2 ELSE 1 END, o."minutes", o."answeredAt", o."personId"`,
    [communityId, id],
  )
}

export async function insertCallUp(
  tx: Tx,
  callUp: {
    communityId: string
    id: string
    placeId: string
    callerId: string
    skill: string | null
    radius: string
    text: string
    createdAt: Date
    endsAt: Date
    requestHash: string
  },
  people: readonly { personId: string; buildingId: string }[],
): Promise<void> {
  const { communityId, id } = callUp
  await tx.prisma.callUp.create({ data: { ...callUp, state: 'open' } })
  await tx.prisma.callUpPerson.createMany({
    data: people.map(({ personId, buildingId }) => ({ communityId, callUpId: id, personId, buildingId })),
  })
}

/** The latest answer counts, as long as the call-up is open. */
export async function writeAnswer(
  tx: Tx,
  callUp: Pick<CallUpRow, 'communityId' | 'id'>,
  given: { personId: string; answer: string; minutes: number | null; at: Date },
): Promise<'written' | 'not_open'> {
  const changed = await tx.sql.run(
    `UPDATE "CallUpPerson" SET "answer" = ?, "minutes" = ?, "answeredAt" = ?
     WHERE "communityId" = ? AND "callUpId" = ? AND "personId" = ?
       AND EXISTS (SELECT 1 FROM "CallUp" c WHERE c."communityId" = ? AND c."id" = ? AND c."state" = 'open')`,
    [
      given.answer,
      given.minutes,
      given.at,
      callUp.communityId,
      callUp.id,
      given.personId,
      callUp.communityId,
      callUp.id,
    ],
  )
  return changed === 1 ? 'written' : 'not_open'
}

/** Ends a call-up once, and forgets where everybody was. */
export async function endCallUpRow(tx: Tx, id: string, now: Date): Promise<'ended' | 'ended_before'> {
  const ended = await tx.sql.get<{ communityId: string }>(
    `UPDATE "CallUp" SET "state" = 'ended', "endedAt" = ? WHERE "id" = ? AND "state" = 'open' RETURNING "communityId"`,
    [now, id],
  )
  if (ended === undefined) return 'ended_before'
  await tx.sql.run(`UPDATE "CallUpPerson" SET "buildingId" = NULL WHERE "communityId" = ? AND "callUpId" = ?`, [
    ended.communityId,
    id,
  ])
  return 'ended'
}

export function listOverdueCallUps(reader: Reader, now: Date, limit: number): Promise<{ id: string }[]> {
  return reader.sql.all(
    `SELECT "id" FROM "CallUp" WHERE "state" = 'open' AND "endsAt" <= ? ORDER BY "endsAt" LIMIT ?`,
    [now, limit],
  )
}
