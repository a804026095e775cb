import { shownFace } from '../../storage/shown-face'
import type { Reader, Tx } from '../../storage/store'

export interface CaseRow {
  communityId: string
  id: string
  caseId: string
  gridId: string
  gridName: string
  gridPath: string
  subjectKind: string
  subjectId: string
  authorId: string
  authorName: string
  authorAvatarImageId: string | null
  authorLanguage: string
  reporterId: string | null
  reason: string
  reportCount: number
  originalText: string | null
  /** A list as JSON. */
  originalImages: string | null
  state: string
  handlerId: string | null
  decision: string | null
  decidedAt: number | null
  appealText: string | null
  appealHandlerId: string | null
  appealDecision: string | null
  appealDecidedAt: number | null
  createdAt: number
  requestHash: string
}

const VIEW = `SELECT r."communityId", r."id", r."caseId", r."gridId", g."name" AS "gridName", g."path" AS "gridPath", r."subjectKind",
    r."subjectId", r."authorId", a."displayName" AS "authorName", ${shownFace('a')} AS "authorAvatarImageId", a."language" AS "authorLanguage",
    r."reporterId", r."reason", r."reportCount", r."originalText", r."originalImages", r."state", r."handlerId", r."decision", r."decidedAt", r."appealText", r."appealHandlerId",
    r."appealDecision", r."appealDecidedAt", r."createdAt", r."requestHash"
  FROM "Report" r JOIN "Place" g ON g."id" = r."gridId" JOIN "Person" a ON a."id" = r."authorId"`

export function findReport(reader: Reader, id: string): Promise<CaseRow | undefined> {
  return reader.sql.get<CaseRow>(`${VIEW} WHERE r."id" = ?`, [id])
}

export function findReportOfPerson(reader: Reader, subjectKind: string, subjectId: string, reporterId: string) {
  return reader.sql.get<CaseRow>(`${VIEW} WHERE r."subjectKind" = ? AND r."subjectId" = ? AND r."reporterId" = ?`, [
    subjectKind,
    subjectId,
    reporterId,
  ])
}

export interface NewReport {
  communityId: string
  id: string
  caseId: string
  gridId: string
  subjectKind: string
  subjectId: string
  authorId: string
  reporterId: string | null
  reason: string
  state: 'open' | 'hidden'
  decidedAt: Date | null
  createdAt: Date
  requestHash: string
  original: { text: string; imageIds: readonly string[] }
}

/** Of several reports of one thing, the one that opens the case keeps what was written. */
export async function insertReport(tx: Tx, { original, ...report }: NewReport): Promise<void> {
  const isCase = report.caseId === report.id
  const kept = isCase ? { originalText: original.text, originalImages: JSON.stringify(original.imageIds) } : {}
  const openSubjectId = isCase && report.state === 'open' ? report.subjectId : null
  await tx.prisma.report.create({ data: { ...report, ...kept, openSubjectId } })
}

/** Which of the cases the person is a reporter of. */
export async function listReportedBy(
  reader: Reader,
  personId: string,
  caseIds: readonly string[],
): Promise<Set<string>> {
  if (caseIds.length === 0) return new Set()
  const rows = await reader.sql.all<{ caseId: string }>(
    `SELECT "caseId" FROM "Report" WHERE "reporterId" = ? AND "caseId" IN (?)`,
    [personId, caseIds],
  )
  return new Set(rows.map(({ caseId }) => caseId))
}

export async function hasReported(reader: Reader, caseId: string, personId: string): Promise<boolean> {
  return (await listReportedBy(reader, personId, [caseId])).has(caseId)
}

/** Which of an author's pictures some case keeps. */
export async function listKeptImages(reader: Reader, authorId: string, imageIds: readonly string[]): Promise<string[]> {
  if (imageIds.length === 0) return []
  const rows = await reader.sql.all<{ originalImages: string }>(
    `SELECT "originalImages" FROM "Report" WHERE "authorId" = ? AND "originalImages" <> '[]'`,
    [authorId],
  )
  return imageIds.filter((id) => rows.some(({ originalImages }) => originalImages.includes(id)))
}

/** Takes what was written out of up to `limit` cases that ended before the time; answers the pictures they kept. */
export async function forgetOriginals(tx: Tx, endedBefore: Date, limit: number): Promise<{ originalImages: string }[]> {
  const ended = await tx.sql.all<{ id: string; originalImages: string }>(
    `SELECT "id", "originalImages" FROM "Report"
     WHERE "originalText" IS NOT NULL AND "state" <> 'appealed' AND COALESCE("appealDecidedAt", "decidedAt") < ? LIMIT ?`,
    [endedBefore, limit],
  )
  if (ended.length === 0) return []
  await tx.sql.run(`UPDATE "Report" SET "originalText" = NULL, "originalImages" = NULL WHERE "id" IN (?)`, [
    ended.map(({ id }) => id),
  ])
  return ended
}

/** Counts one more report into the open case of a thing, and holds it against a decision until this transaction ends. */
export async function joinOpenCase(tx: Tx, subjectKind: string, subjectId: string): Promise<string | null> {
  const joined = await tx.sql.run(
    `UPDATE "Report" SET "reportCount" = "reportCount" + 1 WHERE "subjectKind" = ? AND "openSubjectId" = ?`,
    [subjectKind, subjectId],
  )
  if (joined === 0) return null
  const open = await findOpenCase(tx, subjectKind, subjectId)
  return open?.id ?? null
}

export function findOpenCase(reader: Reader, subjectKind: string, subjectId: string) {
  return reader.sql.get<{ id: string }>(`SELECT "id" FROM "Report" WHERE "subjectKind" = ? AND "openSubjectId" = ?`, [
    subjectKind,
    subjectId,
  ])
}

export interface Decision {
  caseId: string
  from: string
  to: string
  personId: string | null
  reason: string | null
  at: Date
}

/** Decides a case, with all reports in it, only from the state that was looked at: of two staff at once, one wins. */
export async function decideCase(tx: Tx, decision: Decision): Promise<'decided' | 'not_in_that_state'> {
  const { caseId, from, to, personId, reason, at } = decision
  const changed =
    from === 'appealed'
      ? await tx.sql.run(
          `UPDATE "Report" SET "state" = ?, "appealHandlerId" = ?, "appealDecision" = ?, "appealDecidedAt" = ? WHERE "id" = ? AND "state" = ?`,
          [to, personId, reason, at, caseId, from],
        )
      : await tx.sql.run(
          `UPDATE "Report" SET "state" = ?, "handlerId" = ?, "decision" = ?, "decidedAt" = ?, "openSubjectId" = NULL WHERE "id" = ? AND "state" = ?`,
          [to, personId, reason, at, caseId, from],
        )
  if (changed === 0) return 'not_in_that_state'
  await tx.sql.run(`UPDATE "Report" SET "state" = ? WHERE "caseId" = ? AND "id" <> ?`, [to, caseId, caseId])
  return 'decided'
}

/** The author's one appeal. */
export async function appealCase(
  tx: Tx,
  caseId: string,
  text: string,
  at: Date,
): Promise<'appealed' | 'not_in_that_state'> {
  const changed = await tx.sql.run(
    `UPDATE "Report" SET "state" = 'appealed', "appealText" = ?, "appealedAt" = ? WHERE "id" = ? AND "state" = 'hidden' AND "appealedAt" IS NULL`,
    [text, at, caseId],
  )
  if (changed === 0) return 'not_in_that_state'
  await tx.sql.run(`UPDATE "Report" SET "state" = 'appealed' WHERE "caseId" = ? AND "id" <> ?`, [caseId, caseId])
  return 'appealed'
}

export interface CasePage {
  /** The key of the last case given: since when, and its id. */
  after: readonly [Date, string]
  limit: number
}

/** Cases of some grids in some states, oldest first. */
export function listCases(
  reader: Reader,
  gridIds: readonly string[],
  states: readonly string[],
  page: CasePage,
): Promise<CaseRow[]> {
  const [since, id] = page.after
  return reader.sql.all<CaseRow>(
    `${VIEW} WHERE r."gridId" IN (?) AND r."state" IN (?) AND r."id" = r."caseId"
       AND (r."createdAt" > ? OR (r."createdAt" = ? AND r."id" > ?))
     ORDER BY r."createdAt", r."id" LIMIT ?`,
    [gridIds, states, since, since, id, page.limit],
  )
}

/** A moderator's own words, what they reported, and an appeal against their own decision wait for somebody else. */
const WAITS_FOR = `r."gridId" IN (?) AND r."id" = r."caseId" AND r."authorId" <> ?
  AND NOT EXISTS (SELECT 1 FROM "Report" own WHERE own."caseId" = r."id" AND own."reporterId" = ?)
  AND (r."state" = 'open' OR (r."state" = 'appealed' AND (r."handlerId" IS NULL OR r."handlerId" <> ?)))`

/** Cases that this moderator of the grids can decide now, oldest first. */
export function listCasesWaitingFor(
  reader: Reader,
  personId: string,
  gridIds: readonly string[],
  page: CasePage,
): Promise<CaseRow[]> {
  const [since, id] = page.after
  return reader.sql.all<CaseRow>(
    `${VIEW} WHERE ${WAITS_FOR} AND (r."createdAt" > ? OR (r."createdAt" = ? AND r."id" > ?)) ORDER BY r."createdAt", r."id" LIMIT ?`,
    [gridIds, personId, personId, personId, since, since, id, page.limit],
  )
}

export async function countCasesWaitingFor(
  reader: Reader,
  personId: string,
  gridIds: readonly string[],
): Promise<number> {
  const row = await reader.sql.get<{ cases: number }>(`SELECT COUNT(*) AS "cases" FROM "Report" r WHERE ${WAITS_FOR}`, [
    gridIds,
    personId,
    personId,
    personId,
  ])
  return row?.cases ?? 0
}

/** The cases that hide an author's things, oldest first. */
export function listHiddenCasesOfAuthor(
  reader: Reader,
  subjectKind: string,
  subjectIds: readonly string[],
  authorId: string,
) {
  return reader.sql.all<CaseRow>(
    `${VIEW} WHERE r."subjectKind" = ? AND r."subjectId" IN (?) AND r."authorId" = ? AND r."id" = r."caseId"
       AND r."state" IN ('hidden', 'appealed', 'hidden_finally')
     ORDER BY r."createdAt", r."id"`,
    [subjectKind, subjectIds, authorId],
  )
}
