import { randomUUID } from 'node:crypto'
import { BEFORE_ALL_IDS } from '../../kernel/ids'
import { inPages, type PersonalDataHolder, type PersonalFile, toTime } from '../../storage/personal-data'
import type { Reader, Tx } from '../../storage/store'
import { topicOf } from '../../storage/versions'
import { recountSupport } from './support-repository'

export const deliberationHolder: PersonalDataHolder = {
  exportFiles: (reader, personId) => [
    proposedFile(reader, personId),
    statementsFile(reader, personId),
    votesFile(reader, personId),
    meetingsFile(reader, personId),
    evaluationsFile(reader, personId),
    helpedFile(reader, personId),
  ],
  /**
   * What concerns nobody else goes. What others answered, joined or settled stays without a name: the thread of a topic, statements with
   * votes of others, and the votes and stars of a topic that is closed, so that its result can still be counted.
   */
  erase: async (tx, personId) => {
    await eraseProposed(tx, personId)
    await eraseVotes(tx, personId)
    await eraseStatements(tx, personId)
    await eraseSupport(tx, personId)
    await eraseStars(tx, personId)
    await tx.sql.run(`DELETE FROM "TopicInvitation" WHERE "personId" = ?`, [personId])
    await tx.sql.run(`DELETE FROM "TaskClaim" WHERE "personId" = ?`, [personId])
    await tx.sql.run(`UPDATE "TaskProgress" SET "reporterId" = NULL, "note" = NULL WHERE "reporterId" = ?`, [personId])
    await tx.sql.run(`DELETE FROM "Councillor" WHERE "personId" = ?`, [personId])
  },
}

/** A proposal that nobody has accepted, or that was refused, loses its words; an accepted one is a case file, and keeps them without a name. */
async function eraseProposed(tx: Tx, personId: string): Promise<void> {
  await tx.sql.run(
    `UPDATE "Topic" SET "title" = '…', "body" = '', "isHeld" = ? WHERE "proposerId" = ? AND "state" IN ('proposed', 'refused')`,
    [true, personId],
  )
  await tx.sql.run(`UPDATE "Topic" SET "requestHash" = '' WHERE "proposerId" = ?`, [personId])
  await tx.sql.run(`UPDATE "Topic" SET "facilitatorId" = NULL WHERE "facilitatorId" = ?`, [personId])
}

/** Votes on an open topic go; those on a closed one stay under an id that is nobody's, and that does not tell when it was made. */
async function eraseVotes(tx: Tx, personId: string): Promise<void> {
  const topics = await tx.sql.all<{ communityId: string; topicId: string; state: string }>(
    `SELECT DISTINCT v."communityId", v."topicId", t."state" FROM "StatementVote" v JOIN "Topic" t ON t."id" = v."topicId" WHERE v."personId" = ?`,
    [personId],
  )
  for (const { communityId, topicId, state } of topics) {
    const key = [communityId, topicId, personId]
    const where = `WHERE "communityId" = ? AND "topicId" = ? AND "personId" = ?`
    if (state === 'open') {
      await tx.sql.run(`DELETE FROM "StatementVote" ${where}`, key)
      await tx.sql.run(`DELETE FROM "TopicMember" ${where}`, key)
    } else {
      const nobody = randomUUID()
      await tx.sql.run(`UPDATE "StatementVote" SET "personId" = ? ${where}`, [nobody, ...key])
      await tx.sql.run(`UPDATE "TopicMember" SET "personId" = ? ${where}`, [nobody, ...key])
    }
    tx.touch(topicOf.opinions(topicId))
  }
  await tx.sql.run(`DELETE FROM "TopicMember" WHERE "personId" = ?`, [personId])
}

/** A statement on which somebody else has voted is no longer its author's alone: it stays, and nobody knows whose it was. */
async function eraseStatements(tx: Tx, personId: string): Promise<void> {
  const statements = await tx.sql.all<{ communityId: string; topicId: string; id: string; state: string }>(
    `SELECT "communityId", "topicId", "id", "state" FROM "Statement" WHERE "authorId" = ?`,
    [personId],
  )
  for (const { communityId, topicId, id, state } of statements) {
    const vote = await tx.sql.get(
      `SELECT 1 FROM "StatementVote" WHERE "communityId" = ? AND "topicId" = ? AND "statementId" = ? LIMIT 1`,
      [communityId, topicId, id],
    )
    if (vote === undefined) {
      await tx.sql.run(`DELETE FROM "Statement" WHERE "id" = ?`, [id])
      if (state === 'shown')
        await tx.sql.run(`UPDATE "Topic" SET "shownCount" = "shownCount" - 1 WHERE "id" = ?`, [topicId])
    } else await tx.sql.run(`UPDATE "Statement" SET "authorId" = NULL, "requestHash" = '' WHERE "id" = ?`, [id])
    tx.touch(topicOf.opinions(topicId))
  }
}

/** While a proposal waits its households are counted without them; what was reached stays reached. */
async function eraseSupport(tx: Tx, personId: string): Promise<void> {
  const topics = await tx.sql.all<{ communityId: string; topicId: string }>(
    `DELETE FROM "TopicSupport" WHERE "personId" = ? RETURNING "communityId", "topicId"`,
    [personId],
  )
  for (const { communityId, topicId } of topics.sort((a, b) => (a.topicId < b.topicId ? -1 : 1))) {
    const topic = await tx.sql.get<{ state: string }>(`SELECT "state" FROM "Topic" WHERE "id" = ?`, [topicId])
    if (topic?.state === 'proposed') await recountSupport(tx, { communityId, id: topicId })
  }
  const seconds = await tx.sql.all<{ topicId: string }>(
    `DELETE FROM "TopicSecond" WHERE "personId" = ? RETURNING "topicId"`,
    [personId],
  )
  for (const { topicId } of seconds)
    await tx.sql.run(`UPDATE "Topic" SET "secondCount" = "secondCount" - 1 WHERE "id" = ?`, [topicId])
}

async function eraseStars(tx: Tx, personId: string): Promise<void> {
  const rated = await tx.sql.all<{ communityId: string; topicId: string }>(
    `SELECT "communityId", "topicId" FROM "TopicEvaluation" WHERE "personId" = ?`,
    [personId],
  )
  for (const { communityId, topicId } of rated) {
    await tx.sql.run(
      `UPDATE "TopicEvaluation" SET "personId" = ?, "text" = NULL WHERE "communityId" = ? AND "topicId" = ? AND "personId" = ?`,
      [randomUUID(), communityId, topicId, personId],
    )
  }
}

interface ProposedRow {
  id: string
  place: string | null
  title: string
  body: string
  state: string
  createdAt: number
}

function proposedFile(reader: Reader, personId: string): PersonalFile {
  return {
    name: 'topics-proposed.json',
    about: {
      'zh-CN': '您提出的议题：在哪里、内容、进展和时间。',
      en: 'Topics you proposed: where, the words, what became of them, and when.',
    },
    async *rows() {
      const load = (after: string, limit: number) =>
        reader.sql.all<ProposedRow>(
          `SELECT t."id", p."name" AS "place", t."title", t."body", t."state", t."createdAt"
           FROM "Topic" t LEFT JOIN "Place" p ON p."id" = t."placeId" WHERE t."proposerId" = ? AND t."id" > ? ORDER BY t."id" LIMIT ?`,
          [personId, after, limit],
        )
      for await (const page of inPages(BEFORE_ALL_IDS, load, ({ id }) => id))
        yield page.map((row) => ({ ...row, createdAt: toTime(row.createdAt) }))
    },
  }
}

interface OwnStatementRow {
  id: string
  topicId: string
  text: string
  state: string
  reason: string | null
  createdAt: number
}

function statementsFile(reader: Reader, personId: string): PersonalFile {
  return {
    name: 'statements.json',
    about: {
      'zh-CN': '您写的观点，包括还没有显示的；别人看不到是谁写的。',
      en: 'Statements you wrote, those not shown too. Nobody else is told that they are yours.',
    },
    async *rows() {
      const load = (after: string, limit: number) =>
        reader.sql.all<OwnStatementRow>(
          `SELECT "id", "topicId", "text", "state", "reason", "createdAt" FROM "Statement"
           WHERE "authorId" = ? AND "id" > ? ORDER BY "id" LIMIT ?`,
          [personId, after, limit],
        )
      for await (const page of inPages(BEFORE_ALL_IDS, load, ({ id }) => id))
        yield page.map((row) => ({ ...row, createdAt: toTime(row.createdAt) }))
    },
  }
}

interface OwnVoteRow {
  topicId: string
  statementId: string
  statement: string | null
  vote: string
  changes: number
  letter: number | null
}

function votesFile(reader: Reader, personId: string): PersonalFile {
  return {
    name: 'statement-votes.json',
    about: {
      'zh-CN': '您对观点的表态：最后一次是什么、改过几次，以及民意图把您归在哪一组（0 是甲组）。没有记录时间。',
      en: 'Your votes on statements: the last one, how often you changed it, and your group in the opinion map (0 is A). No times are kept.',
    },
    async *rows() {
      const load = ([topicId, statementId]: [string, string], limit: number) =>
        reader.sql.all<OwnVoteRow>(
          `SELECT v."topicId", v."statementId", s."text" AS "statement", v."vote", v."changes", m."letter" FROM "StatementVote" v
             LEFT JOIN "Statement" s ON s."id" = v."statementId"
             LEFT JOIN "TopicMember" m ON m."communityId" = v."communityId" AND m."topicId" = v."topicId" AND m."personId" = v."personId"
           WHERE v."personId" = ? AND (v."topicId", v."statementId") > (?, ?) ORDER BY v."topicId", v."statementId" LIMIT ?`,
          [personId, topicId, statementId, limit],
        )
      const pages = inPages([BEFORE_ALL_IDS, BEFORE_ALL_IDS] as [string, string], load, (row): [string, string] => [
        row.topicId,
        row.statementId,
      ])
      yield* pages
    },
  }
}

interface MeetingRow {
  topicId: string
  way: string
  answer: string
  attendance: string | null
  attendedAt: number | null
  createdAt: number
}

function meetingsFile(reader: Reader, personId: string): PersonalFile {
  return {
    name: 'topic-meetings.json',
    about: {
      'zh-CN': '邀请您参加的议事会：怎么邀请的、您的答复、是否到会和时间。',
      en: 'Meetings you were asked to: how, what you answered, and whether you were there.',
    },
    value: async () => {
      const rows = await reader.sql.all<MeetingRow>(
        `SELECT "topicId", "way", "answer", "attendance", "attendedAt", "createdAt" FROM "TopicInvitation" WHERE "personId" = ? ORDER BY "topicId"`,
        [personId],
      )
      return rows.map((row) => ({ ...row, attendedAt: toTime(row.attendedAt), createdAt: toTime(row.createdAt) }))
    },
  }
}

function evaluationsFile(reader: Reader, personId: string): PersonalFile {
  return {
    name: 'topic-evaluations.json',
    about: {
      'zh-CN': '您对议题结果的评价：星级、文字和时间。',
      en: 'How you rated the outcomes of topics: stars, words and times.',
    },
    value: async () => {
      const rows = await reader.sql.all<{ topicId: string; stars: number; text: string | null; at: number }>(
        `SELECT "topicId", "stars", "text", "at" FROM "TopicEvaluation" WHERE "personId" = ? ORDER BY "topicId"`,
        [personId],
      )
      return rows.map((row) => ({ ...row, at: toTime(row.at) }))
    },
  }
}

function helpedFile(reader: Reader, personId: string): PersonalFile {
  return {
    name: 'topics-helped.json',
    about: {
      'zh-CN': '您支持、附议过的议题，认领的任务、汇报的进度，以及您的代表委员身份。',
      en: 'Topics you supported or seconded, tasks you claimed, progress you reported, and your office as a councillor.',
    },
    value: async () => {
      const list = <Row extends object>(text: string) => reader.sql.all<Row>(text, [personId])
      const timed = (rows: { at: number }[]) => rows.map((row) => ({ ...row, at: toTime(row.at) }))
      return {
        supported: timed(
          await list(
            `SELECT "topicId", "createdAt" AS "at" FROM "TopicSupport" WHERE "personId" = ? ORDER BY "topicId"`,
          ),
        ),
        seconded: timed(
          await list(
            `SELECT "topicId", "kind", "createdAt" AS "at" FROM "TopicSecond" WHERE "personId" = ? ORDER BY "topicId"`,
          ),
        ),
        claimed: timed(
          await list(`SELECT "taskId", "createdAt" AS "at" FROM "TaskClaim" WHERE "personId" = ? ORDER BY "taskId"`),
        ),
        reported: timed(
          await list(
            `SELECT "taskId", "percent", "note", "at" FROM "TaskProgress" WHERE "reporterId" = ? ORDER BY "at"`,
          ),
        ),
        councillor: timed(
          await list(`SELECT "communityId", "kind", "createdAt" AS "at" FROM "Councillor" WHERE "personId" = ?`),
        ),
      }
    },
  }
}
