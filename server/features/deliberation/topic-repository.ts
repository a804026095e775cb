import { shownFace } from '../../storage/shown-face'
import type { Reader, SqlValue, Tx } from '../../storage/store'

export interface TopicRow {
  communityId: string
  id: string
  placeId: string
  placeKind: string
  placeName: string
  placePath: string
  proposerId: string
  proposerName: string
  proposerAvatarId: string | null
  title: string
  body: string
  sourceKind: string | null
  sourceId: string | null
  state: string
  isHeld: boolean | number
  eventCount: number
  supportHouseholds: number
  secondCount: number
  statementCount: number
  shownCount: number
  answerDueAt: number | null
  refusedReason: string | null
  closesAt: number | null
  meetingAt: number | null
  meetingAddress: string | null
  meetingUrl: string | null
  facilitatorId: string | null
  review: string | null
  outcome: string | null
  pollId: string | null
  publishedAt: number | null
  ratingCount: number
  starSum: number
  ratingAnswerDueAt: number | null
  ratingAnswer: string | null
  createdAt: number
  requestHash: string
}

const VIEW = `SELECT t."communityId", t."id", t."placeId", p."kind" AS "placeKind", p."name" AS "placeName", p."path" AS "placePath",
    t."proposerId", a."displayName" AS "proposerName", ${shownFace('a')} AS "proposerAvatarId", t."title", t."body", t."sourceKind",
    t."sourceId", t."state", t."isHeld", t."eventCount", t."supportHouseholds", t."secondCount", t."statementCount", t."shownCount",
    t."answerDueAt", t."refusedReason", t."closesAt", t."meetingAt", t."meetingAddress", t."meetingUrl", t."facilitatorId", t."review",
    t."outcome", t."pollId", t."publishedAt", t."ratingCount", t."starSum", t."ratingAnswerDueAt", t."ratingAnswer", t."createdAt",
    t."requestHash"
  FROM "Topic" t JOIN "Place" p ON p."id" = t."placeId" JOIN "Person" a ON a."id" = t."proposerId"`

export function findTopic(reader: Reader, id: string): Promise<TopicRow | undefined> {
  return reader.sql.get<TopicRow>(`${VIEW} WHERE t."id" = ?`, [id])
}

/** Others who would change the topic wait until this transaction ends. On SQLite there is one writer, and nothing to hold. */
export async function holdTopic(tx: Tx, id: string): Promise<void> {
  if (tx.sql.dialect === 'postgres') await tx.sql.all(`SELECT 1 FROM "Topic" WHERE "id" = ? FOR UPDATE`, [id])
}

export interface TopicsQuery {
  /** Topics of some places, or of everything in a community. */
  where: { placeIds: readonly string[] } | { communityId: string }
  states: readonly string[] | null
  /** Whose own held topics are listed; null lists all held ones. */
  ownHeldOf: string | null
  before: readonly [createdAt: Date, id: string] | null
  limit: number
}

/** Newest first. */
export function listTopics(reader: Reader, query: TopicsQuery): Promise<TopicRow[]> {
  const { where, states, ownHeldOf, before, limit } = query
  const parts: [text: string, params: SqlValue[]][] = [
    'placeIds' in where ? ['t."placeId" IN (?)', [where.placeIds]] : ['t."communityId" = ?', [where.communityId]],
  ]
  if (states !== null) parts.push(['t."state" IN (?)', [states]])
  if (ownHeldOf !== null) parts.push(['(t."isHeld" = ? OR t."proposerId" = ?)', [false, ownHeldOf]])
  if (before !== null) parts.push(['(t."createdAt", t."id") < (?, ?)', [...before]])
  return reader.sql.all<TopicRow>(
    `${VIEW} WHERE ${parts.map(([text]) => text).join(' AND ')} ORDER BY t."createdAt" DESC, t."id" DESC LIMIT ?`,
    [...parts.flatMap(([, params]) => params), limit],
  )
}

export async function countWaitingOf(reader: Reader, proposerId: string): Promise<number> {
  const row = await reader.sql.get<{ waiting: number }>(
    `SELECT COUNT(*) AS "waiting" FROM "Topic" WHERE "proposerId" = ? AND "state" = 'proposed'`,
    [proposerId],
  )
  return row?.waiting ?? 0
}

export interface NewTopic {
  communityId: string
  id: string
  placeId: string
  proposerId: string
  title: string
  body: string
  sourceKind: string | null
  sourceId: string | null
  isHeld: boolean
  createdAt: Date
  requestHash: string
}

export async function insertTopic(tx: Tx, topic: NewTopic): Promise<void> {
  await tx.sql.run(
    `INSERT INTO "Topic" ("communityId", "id", "placeId", "proposerId", "title", "body", "sourceKind", "sourceId", "state", "isHeld", "createdAt",
       "requestHash")
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'proposed', ?, ?, ?)`,
    [
      topic.communityId,
      topic.id,
      topic.placeId,
      topic.proposerId,
      topic.title,
      topic.body,
      topic.sourceKind,
      topic.sourceId,
      topic.isHeld,
      topic.createdAt,
      topic.requestHash,
    ],
  )
}

/** What a step may change beside the state. */
export interface TopicChanges {
  isHeld?: boolean
  answerDueAt?: Date | null
  overdueToldAt?: Date | null
  refusedReason?: string
  closesAt?: Date
  meetingAt?: Date
  meetingAddress?: string
  meetingUrl?: string | null
  facilitatorId?: string | null
  review?: string
  outcome?: string
  pollId?: string | null
  publishedAt?: Date
  ratingAnswerDueAt?: Date | null
  ratingAnswer?: string | null
}

export interface ThreadLine {
  step: string
  by: string
  actorId: string | null
  toState: string
  text: string | null
  at: Date
}

/**
 * Adds a line to a topic's thread and moves it, both or neither. Of two who move it at once one wins: the state and the number of the line are
 * those that were read, or nothing is done.
 */
export async function moveTopic(
  tx: Tx,
  topic: Pick<TopicRow, 'communityId' | 'id' | 'state' | 'eventCount'>,
  line: ThreadLine,
  changes: TopicChanges = {},
): Promise<'moved' | 'moved_before'> {
  const sequence = topic.eventCount + 1
  const fromState = line.step === 'propose' ? null : topic.state
  const added = await tx.sql.run(
    `INSERT INTO "TopicEvent" ("communityId", "topicId", "sequence", "step", "by", "actorId", "fromState", "toState", "text", "at")
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    [
      topic.communityId,
      topic.id,
      sequence,
      line.step,
      line.by,
      line.actorId,
      fromState,
      line.toState,
      line.text,
      line.at,
    ],
  )
  if (added !== 1) return 'moved_before'
  const columns = Object.entries(changes) as [string, SqlValue][]
  const sets = ['"state" = ?', '"eventCount" = ?', ...columns.map(([column]) => `"${column}" = ?`)]
  const moved = await tx.sql.run(
    `UPDATE "Topic" SET ${sets.join(', ')} WHERE "id" = ? AND "state" = ? AND "eventCount" = ?`,
    [line.toState, sequence, ...columns.map(([, value]) => value), topic.id, topic.state, topic.eventCount],
  )
  return moved === 1 ? 'moved' : 'moved_before'
}

export interface EventRow {
  sequence: number
  step: string
  by: string
  fromState: string | null
  toState: string
  text: string | null
  at: number
}

export function listEvents(reader: Reader, topic: Pick<TopicRow, 'communityId' | 'id'>): Promise<EventRow[]> {
  return reader.sql.all<EventRow>(
    `SELECT "sequence", "step", "by", "fromState", "toState", "text", "at" FROM "TopicEvent"
     WHERE "communityId" = ? AND "topicId" = ? ORDER BY "sequence"`,
    [topic.communityId, topic.id],
  )
}

/** Proposals of a community with so many households behind them to which no answer is owed yet. */
export function listBacked(reader: Reader, communityId: string, households: number): Promise<{ id: string }[]> {
  return reader.sql.all(
    `SELECT "id" FROM "Topic" WHERE "communityId" = ? AND "state" = 'proposed' AND "answerDueAt" IS NULL AND "supportHouseholds" >= ?
     ORDER BY "id"`,
    [communityId, households],
  )
}

/** Open topics whose end has come. */
export function listEnded(reader: Reader, now: Date, limit: number): Promise<{ id: string }[]> {
  return reader.sql.all(
    `SELECT "id" FROM "Topic" WHERE "state" = 'open' AND "closesAt" <= ? ORDER BY "closesAt", "id" LIMIT ?`,
    [now, limit],
  )
}

/** Proposals whose answer was due, and nobody has been told yet that it is not there. */
export function listOverdue(reader: Reader, now: Date, limit: number): Promise<{ id: string }[]> {
  return reader.sql.all(
    `SELECT "id" FROM "Topic" WHERE "answerDueAt" <= ? AND "answerDueAt" IS NOT NULL AND "overdueToldAt" IS NULL
     ORDER BY "answerDueAt", "id" LIMIT ?`,
    [now, limit],
  )
}

export async function takeOverdue(tx: Tx, id: string, now: Date): Promise<'taken' | 'taken_before'> {
  const taken = await tx.sql.run(
    `UPDATE "Topic" SET "overdueToldAt" = ? WHERE "id" = ? AND "answerDueAt" <= ? AND "overdueToldAt" IS NULL`,
    [now, id, now],
  )
  return taken === 1 ? 'taken' : 'taken_before'
}
