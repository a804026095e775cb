import { BEFORE_ALL_IDS } from '../../kernel/ids'
import { BUILT_IN_CALENDAR } from '../../kernel/working-days'
import { inPages, type PersonalDataHolder, type PersonalFile, toTime } from '../../storage/personal-data'
import type { Reader, Tx } from '../../storage/store'
import { factsOf } from './case-facts'
import { moveCase } from './move-case'
import { findCase, holdCase } from './repository'
import { recountHouseholds } from './tie-repository'
import { findMove } from './transitions'

export const appealsHolder: PersonalDataHolder = {
  exportFiles: (reader, personId) => [
    reportedFile(reader, personId),
    ratingsFile(reader, personId),
    handledFile(reader, personId),
  ],
  /**
   * A case stays as a file without a name. What concerns nobody else any more is withdrawn, and loses its words and its point; what neighbours
   * joined goes on for them.
   */
  erase: async (tx, personId, now) => {
    await eraseReported(tx, personId, now)
    await eraseTies(tx, personId)
    await tx.sql.run(`DELETE FROM "AppealRating" WHERE "personId" = ?`, [personId])
    await tx.sql.run(`DELETE FROM "AppealConflict" WHERE "personId" = ?`, [personId])
  },
}

/** An end starts no clock, so that any calendar will do. */
const withdrawal = {
  kind: 'withdraw',
  role: 'reporter',
  personId: null,
  placeId: null,
  calendar: BUILT_IN_CALENDAR,
} as const

async function eraseReported(tx: Tx, personId: string, now: Date): Promise<void> {
  const own = await tx.sql.all<{ id: string }>(`SELECT "id" FROM "Appeal" WHERE "reporterId" = ? ORDER BY "id"`, [
    personId,
  ])
  for (const { id } of own) {
    await holdCase(tx, id)
    const row = await findCase(tx, id)
    if (row === null) continue
    const others = await tx.sql.get(
      `SELECT 1 FROM "AppealTie" WHERE "communityId" = ? AND "appealId" = ? AND "personId" <> ?`,
      [row.communityId, id, personId],
    )
    if (others === undefined) {
      const move = findMove(factsOf(row), 'withdraw', 'reporter')
      if (move) await moveCase(tx, row, move, { ...withdrawal, at: now })
      await tx.sql.run(
        `UPDATE "Appeal" SET "text" = '', "imageIds" = '[]', "voiceId" = NULL, "lngE6" = NULL, "latE6" = NULL, "cell" = NULL WHERE "id" = ?`,
        [id],
      )
    }
    await tx.sql.run(`UPDATE "Appeal" SET "reporterId" = NULL, "isAnonymous" = ?, "requestHash" = '' WHERE "id" = ?`, [
      true,
      id,
    ])
  }
}

async function eraseTies(tx: Tx, personId: string): Promise<void> {
  const ties = await tx.sql.all<{ communityId: string; appealId: string }>(
    `DELETE FROM "AppealTie" WHERE "personId" = ? RETURNING "communityId", "appealId"`,
    [personId],
  )
  for (const { communityId, appealId } of ties.sort((a, b) => (a.appealId < b.appealId ? -1 : 1))) {
    await holdCase(tx, appealId)
    await recountHouseholds(tx, { communityId, id: appealId })
  }
}

interface OwnAppealRow {
  id: string
  tie: string
  grid: string | null
  building: string | null
  category: string
  text: string | null
  imageIds: string
  voiceId: string | null
  lngE6: number | null
  latE6: number | null
  anonymousToPublic: boolean | number
  state: string
  createdAt: number
  endedAt: number | null
}

function reportedFile(reader: Reader, personId: string): PersonalFile {
  return {
    name: 'appeals.json',
    about: {
      'zh-CN': '您提交的诉求，以及您说过“也与我有关”的诉求：地点、类别、状态和时间；您自己提交的还有文字和位置。',
      en: 'Cases you reported, and those you said concern you too: place, category, state and times; of your own the words and the point as well.',
    },
    async *rows() {
      const load = (after: string, limit: number) =>
        reader.sql.all<OwnAppealRow>(
          `SELECT a."id", t."kind" AS "tie", g."name" AS "grid", b."name" AS "building", a."category",
             CASE WHEN t."kind" = 'reporter' THEN a."text" END AS "text", CASE WHEN t."kind" = 'reporter' THEN a."imageIds" ELSE '[]' END AS "imageIds",
             CASE WHEN t."kind" = 'reporter' THEN a."voiceId" END AS "voiceId",
             CASE WHEN t."kind" = 'reporter' THEN a."lngE6" END AS "lngE6", CASE WHEN t."kind" = 'reporter' THEN a."latE6" END AS "latE6",
             a."isAnonymous" AS "anonymousToPublic", a."state", a."createdAt", a."endedAt"
           FROM "AppealTie" t JOIN "Appeal" a ON a."communityId" = t."communityId" AND a."id" = t."appealId"
             LEFT JOIN "Place" g ON g."id" = a."gridId" LEFT JOIN "Place" b ON b."id" = a."buildingId"
           WHERE t."personId" = ? AND t."appealId" > ? ORDER BY t."appealId" LIMIT ?`,
          [personId, after, limit],
        )
      for await (const page of inPages(BEFORE_ALL_IDS, load, ({ id }) => id)) {
        yield page.map((row) => ({
          ...row,
          imageIds: JSON.parse(row.imageIds),
          anonymousToPublic: Boolean(row.anonymousToPublic),
          createdAt: toTime(row.createdAt),
          endedAt: toTime(row.endedAt),
        }))
      }
    },
  }
}

function ratingsFile(reader: Reader, personId: string): PersonalFile {
  return {
    name: 'appeal-ratings.json',
    about: { 'zh-CN': '您对办理结果的评价。', en: 'How you rated the answers to your cases.' },
    value: async () => {
      const rows = await reader.sql.all<{ appealId: string; stars: number; text: string | null; createdAt: number }>(
        `SELECT "appealId", "stars", "text", "createdAt" FROM "AppealRating" WHERE "personId" = ? ORDER BY "createdAt"`,
        [personId],
      )
      return rows.map((row) => ({ ...row, createdAt: toTime(row.createdAt) }))
    },
  }
}

interface HandledRow {
  appealId: string
  id: string
  action: string
  createdAt: number
}

/** By the record of acts, which is found by person; what was answered stands in the case file. */
function handledFile(reader: Reader, personId: string): PersonalFile {
  return {
    name: 'appeals-handled.json',
    about: {
      'zh-CN': '您在诉求上做过的操作：哪一件、做了什么、写了什么、什么时间。注销后诉求档案仍保留，但不再有您的名字。',
      en: 'What you did with cases: which, what, what you wrote, and when. The files stay when you leave, without your name.',
    },
    async *rows() {
      const load = ([appealId, id]: [string, string], limit: number) =>
        reader.sql.all<HandledRow & { text: string | null }>(
          `SELECT x."subjectId" AS "appealId", x."id", x."action", x."createdAt",
             (SELECT e."text" FROM "AppealEvent" e JOIN "Appeal" a ON a."communityId" = e."communityId" AND a."id" = e."appealId"
               WHERE a."id" = x."subjectId" AND e."actorId" = x."personId" AND e."kind" = x."action" AND e."at" = x."createdAt" LIMIT 1) AS "text"
           FROM "Act" x WHERE x."personId" = ? AND x."subjectKind" = 'appeal' AND (x."subjectId", x."id") > (?, ?)
           ORDER BY x."subjectId", x."id" LIMIT ?`,
          [personId, appealId, id, limit],
        )
      const start: [string, string] = [BEFORE_ALL_IDS, BEFORE_ALL_IDS]
      for await (const page of inPages(start, load, (row): [string, string] => [row.appealId, row.id])) {
        yield page.map((row) => ({ ...row, createdAt: toTime(row.createdAt) }))
      }
    },
  }
}
