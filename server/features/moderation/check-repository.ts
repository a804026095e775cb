import type { Reader, Tx } from '../../storage/store'

/** The person's identifiers on the platforms whose checkers want to know the author. */
export async function listPlatformSubjects(
  reader: Reader,
  personId: string,
): Promise<Partial<Record<'wechat' | 'alipay', string>>> {
  const identities = await reader.prisma.identity.findMany({
    where: { personId, provider: { in: ['wechat', 'alipay'] } },
  })
  return Object.fromEntries(identities.map(({ provider, subject }) => [provider, subject]))
}

export interface NewContentCheck {
  subjectKind: string
  subjectId: string
  state: 'pending' | 'review' | 'refused'
  checker: string
  label: string | null
  nextAttemptAt: Date
  createdAt: Date
}

export async function saveContentCheck(tx: Tx, check: NewContentCheck): Promise<void> {
  await tx.prisma.contentCheck.create({ data: check })
}

export interface ContentCheckRow {
  subjectKind: string
  subjectId: string
  attempts: number
}

export function listDueChecks(reader: Reader, now: Date, limit: number): Promise<ContentCheckRow[]> {
  return reader.sql.all<ContentCheckRow>(
    `SELECT "subjectKind", "subjectId", "attempts" FROM "ContentCheck"
     WHERE "state" = 'pending' AND "nextAttemptAt" <= ? ORDER BY "nextAttemptAt" LIMIT ?`,
    [now, limit],
  )
}

/** Takes a due check for one try: another process that saw it too does not get it. */
export async function takeCheck(tx: Tx, check: ContentCheckRow, nextAttemptAt: Date): Promise<boolean> {
  const taken = await tx.sql.run(
    `UPDATE "ContentCheck" SET "attempts" = "attempts" + 1, "nextAttemptAt" = ?
     WHERE "subjectKind" = ? AND "subjectId" = ? AND "state" = 'pending' AND "attempts" = ?`,
    [nextAttemptAt, check.subjectKind, check.subjectId, check.attempts],
  )
  return taken === 1
}

export async function saveTrace(
  tx: Tx,
  subjectKind: string,
  subjectId: string,
  trace: string,
  overdueAt: Date,
): Promise<void> {
  await tx.sql.run(
    `UPDATE "ContentCheck" SET "platformTrace" = ?, "nextAttemptAt" = ? WHERE "subjectKind" = ? AND "subjectId" = ? AND "state" = 'pending'`,
    [trace, overdueAt, subjectKind, subjectId],
  )
}

/** Ends a check that waits for the checker; false where it was ended before, so that a verdict told twice is applied once. */
export async function endCheck(
  tx: Tx,
  check: { subjectKind: string; subjectId: string },
  state: 'approved' | 'refused' | 'review',
  label: string | null,
): Promise<boolean> {
  const ended = await tx.sql.run(
    `UPDATE "ContentCheck" SET "state" = ?, "label" = ? WHERE "subjectKind" = ? AND "subjectId" = ? AND "state" = 'pending'`,
    [state, label, check.subjectKind, check.subjectId],
  )
  return ended === 1
}

/** A person has decided, whatever the checker said or would have said. */
export async function settleCheck(
  tx: Tx,
  subjectKind: string,
  subjectId: string,
  state: 'approved' | 'refused',
): Promise<void> {
  await tx.sql.run(`UPDATE "ContentCheck" SET "state" = ? WHERE "subjectKind" = ? AND "subjectId" = ?`, [
    state,
    subjectKind,
    subjectId,
  ])
}

export async function deleteCheck(tx: Tx, subjectKind: string, subjectId: string): Promise<void> {
  await tx.sql.run(`DELETE FROM "ContentCheck" WHERE "subjectKind" = ? AND "subjectId" = ?`, [subjectKind, subjectId])
}

export function findCheckByTrace(reader: Reader, trace: string) {
  return reader.sql.get<ContentCheckRow>(
    `SELECT "subjectKind", "subjectId", "attempts" FROM "ContentCheck" WHERE "platformTrace" = ?`,
    [trace],
  )
}
