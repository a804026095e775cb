import type { MatchState } from '../../../src/contract'
import type { Reader, SqlReader, Tx } from '../../storage/store'

export interface MatchRow {
  communityId: string
  id: string
  needId: string
  offerId: string
  requesterId: string
  helperId: string
  quantity: number
  state: string
  stars: number | null
  points: number | null
  createdAt: number
  decidedAt: number | null
  requestHash: string
  gridId: string
  gridPath: string
  gridName: string
  kind: string
  category: string
  text: string
  startsAt: number
  endsAt: number
  urgency: string
  needState: string
  needQuantity: number
  needMet: number
  needBuildingId: string | null
  onBehalfOf: string | null
  needPhone: string | null
  voiceId: string | null
  requesterName: string
  requesterAddress: string | null
  offerGridId: string
  offerGridPath: string
  offerBuildingId: string | null
  offerPhone: string | null
  offerQuantity: number
  offerGiven: number
  helperName: string
  helperAddress: string | null
  needLngE6: number | null
  needLatE6: number | null
  offerLngE6: number | null
  offerLatE6: number | null
  centreLngE6: number | null
  centreLatE6: number | null
  /** Whether one of the two has said that nobody came, or that something was not right. */
  isNoShow: unknown
  isReported: unknown
}

/** The door of somebody's home in the community, in the grid named if they have one there. */
const doorOf = (person: string, gridId: string) => `(SELECT b."name" || ' ' || h."number" FROM "Membership" m
    JOIN "Household" h ON h."id" = m."householdId" JOIN "Place" b ON b."id" = m."buildingId"
    WHERE m."personId" = ${person} AND m."communityId" = x."communityId" AND m."state" = 'verified'
    ORDER BY CASE WHEN m."gridId" = ${gridId} THEN 0 ELSE 1 END, m."id" LIMIT 1)`

// By their own acts, of which there is an index.
const saidOf = (actions: string) => `EXISTS (SELECT 1 FROM "Act" t WHERE t."personId" IN (x."requesterId", x."helperId")
    AND t."subjectKind" = 'match' AND t."subjectId" = x."id" AND t."action" IN (${actions}))`

const VIEW = `SELECT x."communityId", x."id", x."needId", x."offerId", x."requesterId", x."helperId", x."quantity", x."state", x."stars", x."points",
    x."createdAt", x."decidedAt", x."requestHash",
    n."gridId", g."path" AS "gridPath", g."name" AS "gridName", n."kind", n."category", n."text", n."startsAt", n."endsAt", n."urgency",
    n."state" AS "needState", n."quantity" AS "needQuantity", n."metQuantity" AS "needMet", n."buildingId" AS "needBuildingId",
    n."onBehalfOf", n."phone" AS "needPhone", n."voiceId", r."displayName" AS "requesterName", ${doorOf('x."requesterId"', 'n."gridId"')} AS "requesterAddress",
    o."gridId" AS "offerGridId", og."path" AS "offerGridPath", o."buildingId" AS "offerBuildingId", o."phone" AS "offerPhone", o."quantity" AS "offerQuantity",
    o."givenQuantity" AS "offerGiven", e."displayName" AS "helperName", ${doorOf('x."helperId"', 'o."gridId"')} AS "helperAddress",
    nb."lngE6" AS "needLngE6", nb."latE6" AS "needLatE6", ob."lngE6" AS "offerLngE6", ob."latE6" AS "offerLatE6",
    c."lngE6" AS "centreLngE6", c."latE6" AS "centreLatE6",
    ${saidOf("'no_show'")} AS "isNoShow", ${saidOf("'no_show', 'unsafe'")} AS "isReported"
  FROM "AidMatch" x
  JOIN "Need" n ON n."communityId" = x."communityId" AND n."id" = x."needId"
  JOIN "Offer" o ON o."communityId" = x."communityId" AND o."id" = x."offerId"
  JOIN "Place" g ON g."id" = n."gridId"
  JOIN "Place" og ON og."id" = o."gridId"
  JOIN "Place" c ON c."id" = x."communityId"
  LEFT JOIN "Place" nb ON nb."id" = n."buildingId"
  LEFT JOIN "Place" ob ON ob."id" = o."buildingId"
  JOIN "Person" r ON r."id" = x."requesterId"
  JOIN "Person" e ON e."id" = x."helperId"`

export function findMatch(reader: Reader, id: string): Promise<MatchRow | undefined> {
  return reader.sql.get<MatchRow>(`${VIEW} WHERE x."id" = ?`, [id])
}

/** Those in which somebody is one of the two, newest first. */
export function listMatchesOfPerson(
  reader: Reader,
  { personId, state, needId }: { personId: string; state: MatchState | null; needId: string | null },
  before: readonly [createdAt: Date, id: string],
  limit: number,
): Promise<MatchRow[]> {
  return reader.sql.all<MatchRow>(
    `${VIEW} WHERE (x."helperId" = ? OR x."requesterId" = ?) ${state === null ? '' : 'AND x."state" = ?'}
       ${needId === null ? '' : 'AND x."needId" = ?'}
       AND (x."createdAt", x."id") < (?, ?) ORDER BY x."createdAt" DESC, x."id" DESC LIMIT ?`,
    [personId, personId, ...(state === null ? [] : [state]), ...(needId === null ? [] : [needId]), ...before, limit],
  )
}

export interface NewMatch {
  communityId: string
  id: string
  needId: string
  offerId: string
  requesterId: string
  helperId: string
  quantity: number
  needRound: number
  createdAt: Date
  requestHash: string
}

/** Nobody is asked twice for one need: whoever comes second inserts nothing. */
export function insertMatch(tx: Tx, match: NewMatch): Promise<number> {
  return tx.sql.run(
    `INSERT INTO "AidMatch" ("communityId", "id", "needId", "offerId", "requesterId", "helperId", "quantity", "needRound", "state", "createdAt", "requestHash")
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'asked', ?, ?) ON CONFLICT DO NOTHING`,
    [
      match.communityId,
      match.id,
      match.needId,
      match.offerId,
      match.requesterId,
      match.helperId,
      match.quantity,
      match.needRound,
      match.createdAt,
      match.requestHash,
    ],
  )
}

/** Moves a match on, only from the state it was seen in: of two who act at once, one wins. */
export function changeMatch(
  tx: Tx,
  id: string,
  change: { from: string; to: MatchState; at: Date; quantity?: number; stars?: number; points?: number | null },
): Promise<number> {
  return tx.sql.run(
    `UPDATE "AidMatch" SET "state" = ?, "decidedAt" = ?, "quantity" = COALESCE(?, "quantity"), "stars" = COALESCE(?, "stars"),
       "points" = COALESCE(?, "points") WHERE "id" = ? AND "state" = ?`,
    [change.to, change.at, change.quantity ?? null, change.stars ?? null, change.points ?? null, id, change.from],
  )
}

/** Fewer than were meant, where the week's cap left no room for more. */
export async function setPointsPaid(tx: Tx, id: string, points: number): Promise<void> {
  await tx.sql.run(`UPDATE "AidMatch" SET "points" = ? WHERE "id" = ?`, [points, id])
}

/** The others who were asked and have not answered; answers which, and who they are. */
export async function endOpenQuestions(
  tx: Tx,
  needId: string,
  to: 'not_needed' | 'cancelled',
  at: Date,
): Promise<{ id: string; helperId: string }[]> {
  return tx.sql.all(
    `UPDATE "AidMatch" SET "state" = ?, "decidedAt" = ? WHERE "needId" = ? AND "state" = 'asked' RETURNING "id", "helperId"`,
    [to, at, needId],
  )
}

/** What one of two asked the other and has no answer to yet. */
export async function cancelQuestionsBetween(tx: Tx, one: string, other: string, at: Date): Promise<void> {
  await tx.sql.run(
    `UPDATE "AidMatch" SET "state" = 'cancelled', "decidedAt" = ?
     WHERE "state" = 'asked' AND ("helperId" = ? AND "requesterId" = ? OR "helperId" = ? AND "requesterId" = ?)`,
    [at, one, other, other, one],
  )
}

export function listAcceptedOfNeed(reader: Reader, needId: string): Promise<MatchRow[]> {
  return reader.sql.all<MatchRow>(`${VIEW} WHERE x."needId" = ? AND x."state" = 'accepted' ORDER BY x."id"`, [needId])
}

export interface HelperRow {
  helperId: string
  offerId: string
  category: string
  asked: number
  askedThisWeek: number
  /** Questions of this week that were not declined: what counts against `perWeek`. */
  takenThisWeek: number
  done: number
  stars: number
  rated: number
}

/** What became of the questions to the helpers of a community, by offer and category: the last four weeks for asking, all time for doing. */
export function listHelperHistory(
  reader: SqlReader,
  communityId: string,
  { weekAgo, monthAgo }: { weekAgo: Date; monthAgo: Date },
): Promise<HelperRow[]> {
  return reader.sql.all<HelperRow>(
    `SELECT x."helperId", x."offerId", n."category",
       SUM(CASE WHEN x."createdAt" > ? AND x."createdAt" <= ? THEN 1 ELSE 0 END) AS "asked",
       SUM(CASE WHEN x."createdAt" > ? THEN 1 ELSE 0 END) AS "askedThisWeek",
       SUM(CASE WHEN x."createdAt" > ? AND x."state" IN ('asked', 'accepted', 'thanked') THEN 1 ELSE 0 END) AS "takenThisWeek",
       SUM(CASE WHEN x."state" IN ('accepted', 'thanked') THEN 1 ELSE 0 END) AS "done",
       SUM(COALESCE(x."stars", 0)) AS "stars", COUNT(x."stars") AS "rated"
     FROM "AidMatch" x JOIN "Need" n ON n."communityId" = x."communityId" AND n."id" = x."needId"
     WHERE x."communityId" = ? GROUP BY x."helperId", x."offerId", n."category"`,
    [monthAgo, weekAgo, weekAgo, weekAgo, communityId],
  )
}

/** Who was asked about which open need before. */
export function listAskedPairs(
  reader: SqlReader,
  communityId: string,
): Promise<{ needId: string; helperId: string }[]> {
  return reader.sql.all(
    `SELECT x."needId", x."helperId" FROM "Need" n JOIN "AidMatch" x ON x."needId" = n."id"
     WHERE n."communityId" = ? AND n."state" = 'open'`,
    [communityId],
  )
}

/** Questions about open needs that nobody has answered yet. */
export function listOpenQuestions(reader: Reader, communityId: string): Promise<{ needId: string; offerId: string }[]> {
  return reader.sql.all(
    `SELECT x."needId", x."offerId" FROM "Need" n JOIN "AidMatch" x ON x."needId" = n."id"
     WHERE n."communityId" = ? AND n."state" = 'open' AND x."state" = 'asked'`,
    [communityId],
  )
}

/** Who blocked whom, either way round, of those who need or help in a community. */
export function listBlocks(reader: SqlReader, communityId: string): Promise<{ personId: string; blockedId: string }[]> {
  return reader.sql.all(
    `SELECT b."personId", b."blockedId" FROM "AidBlock" b WHERE EXISTS (SELECT 1 FROM "Membership" m
       WHERE m."personId" = b."personId" AND m."communityId" = ?)
     UNION SELECT b."personId", b."blockedId" FROM "AidBlock" b WHERE EXISTS (SELECT 1 FROM "Membership" m
       WHERE m."personId" = b."blockedId" AND m."communityId" = ?)`,
    [communityId, communityId],
  )
}

export async function setBlock(
  tx: Tx,
  personId: string,
  blockedId: string,
  isBlocked: boolean,
  at: Date,
): Promise<void> {
  if (isBlocked) {
    await tx.sql.run(
      `INSERT INTO "AidBlock" ("personId", "blockedId", "createdAt") VALUES (?, ?, ?) ON CONFLICT DO NOTHING`,
      [personId, blockedId, at],
    )
  } else await tx.sql.run(`DELETE FROM "AidBlock" WHERE "personId" = ? AND "blockedId" = ?`, [personId, blockedId])
}
