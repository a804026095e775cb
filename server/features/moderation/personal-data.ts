import type { Language } from '../../../src/contract'
import { BEFORE_ALL_IDS } from '../../kernel/ids'
import { inPages, inSlices, type PersonalDataHolder, type PersonalFile, toTime } from '../../storage/personal-data'
import type { Reader, Tx } from '../../storage/store'
import { checkReason } from './words'

export const moderationHolder: PersonalDataHolder = {
  exportFiles: (reader, personId, language) => [reportsFile(reader, personId), casesFile(reader, personId, language)],
  /** A case stays, with what was decided; who reported and what they wrote goes, and so does what the author wrote, to appeal too. */
  erase: async (tx, personId) => {
    await tx.sql.run(
      `UPDATE "Report" SET "reporterId" = NULL, "reason" = '', "requestHash" = '' WHERE "reporterId" = ?`,
      [personId],
    )
    await tx.sql.run(`UPDATE "Report" SET "appealText" = '' WHERE "authorId" = ? AND "appealText" IS NOT NULL`, [
      personId,
    ])
    await tx.sql.run(
      `UPDATE "Report" SET "originalText" = NULL, "originalImages" = NULL WHERE "authorId" = ? AND "originalText" IS NOT NULL`,
      [personId],
    )
  },
}

interface OwnReportRow {
  id: string
  subjectKind: string
  subjectId: string
  reason: string
  state: string
  createdAt: number
}

function reportsFile(reader: Reader, personId: string): PersonalFile {
  return {
    name: 'reports-made.json',
    about: {
      'zh-CN': '您提交的举报：对哪一条内容、理由、处理状态。被举报的人看不到是谁举报的。',
      en: 'What you reported: which post or comment, why, and what became of it. Nobody is told that it was you.',
    },
    async *rows() {
      const load = (after: string, limit: number) =>
        reader.sql.all<OwnReportRow>(
          `SELECT "id", "subjectKind", "subjectId", "reason", "state", "createdAt" FROM "Report"
           WHERE "reporterId" = ? AND "id" > ? ORDER BY "id" LIMIT ?`,
          [personId, after, limit],
        )
      for await (const page of inPages(BEFORE_ALL_IDS, load, ({ id }) => id)) {
        yield page.map((row) => ({ ...row, createdAt: toTime(row.createdAt) }))
      }
    },
  }
}

interface OwnCaseRow {
  id: string
  subjectKind: string
  subjectId: string
  state: string
  /** The content check's category; null where a neighbour reported, whose words would give them away. */
  checkLabel: string | null
  /** What was written, as long as the case keeps it. */
  originalText: string | null
  decision: string | null
  decidedAt: number | null
  appealText: string | null
  appealedAt: number | null
  appealDecision: string | null
  appealDecidedAt: number | null
  createdAt: number
}

function casesFile(reader: Reader, personId: string, language: Language): PersonalFile {
  return {
    name: 'cases-about-me.json',
    about: {
      'zh-CN': '与您的内容有关的处理记录：决定、理由、您的申诉和复核结果。为保护举报人，不包括举报的内容。',
      en: 'Cases about what you wrote: decisions, reasons, your appeals and what came of them. To protect whoever reported, not their words.',
    },
    async *rows() {
      const load = (after: string, limit: number) =>
        reader.sql.all<OwnCaseRow>(
          `SELECT "id", "subjectKind", "subjectId", "state", CASE WHEN "reporterId" IS NULL THEN "reason" END AS "checkLabel",
             "originalText", "decision", "decidedAt", "appealText", "appealedAt", "appealDecision", "appealDecidedAt", "createdAt"
           FROM "Report" WHERE "authorId" = ? AND "id" = "caseId" AND "id" > ? ORDER BY "id" LIMIT ?`,
          [personId, after, limit],
        )
      for await (const page of inPages(BEFORE_ALL_IDS, load, ({ id }) => id)) {
        yield page.map(({ checkLabel, ...row }) => ({
          ...row,
          check: checkLabel ? checkReason(checkLabel, language) : null,
          decidedAt: toTime(row.decidedAt),
          appealedAt: toTime(row.appealedAt),
          appealDecidedAt: toTime(row.appealDecidedAt),
          createdAt: toTime(row.createdAt),
        }))
      }
    },
  }
}

export interface CheckOutcome {
  state: string
  /** The checker's category, where it named one. */
  label: string | null
}

type CheckedKind = 'post' | 'comment' | 'image'

/** What the content check said of some things, by their ids: for whoever gives their authors a copy of what is held about them. */
export async function listChecks(
  reader: Reader,
  kind: CheckedKind,
  ids: readonly string[],
): Promise<Map<string, CheckOutcome>> {
  const rows = await reader.sql.all<CheckOutcome & { subjectId: string }>(
    `SELECT "subjectId", "state", "label" FROM "ContentCheck" WHERE "subjectKind" = ? AND "subjectId" IN (?)`,
    [kind, ids],
  )
  return new Map(rows.map(({ subjectId, state, label }) => [subjectId, { state, label }]))
}

/** What the content check said goes with the things it was about. */
export async function deleteChecks(tx: Tx, kind: CheckedKind, ids: readonly string[]): Promise<void> {
  for (const slice of inSlices(ids)) {
    await tx.sql.run(`DELETE FROM "ContentCheck" WHERE "subjectKind" = ? AND "subjectId" IN (?)`, [kind, slice])
  }
}
