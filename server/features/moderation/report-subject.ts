import type { ReportSubjectKind } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { hashRequest } from '../../kernel/request-hash'
import { assertSameRequest } from '../../storage/acts'
import { findStanding } from '../membership'
import { refuseReporting } from './policy'
import { type CaseRow, findReport, findReportOfPerson, insertReport, joinOpenCase } from './repository'
import type { ReportableSubjects } from './subjects'
import { tellModerators } from './tell-people'

export interface ReportSubjectCommand {
  id: string
  personId: string
  subject: { kind: ReportSubjectKind; id: string }
  reason: string
}

/**
 * A neighbour reports a post or comment. The first report opens a case, and those that follow while it is open are counted into it.
 * @throws Problem already_reported where they have reported the same thing before
 */
export async function reportSubject(
  deps: Deps,
  subjects: ReportableSubjects,
  command: ReportSubjectCommand,
): Promise<{ outcome: 'created' | 'exists'; report: CaseRow }> {
  const { id, personId, subject, reason } = command
  const requestHash = hashRequest({ subject, reason })
  const now = deps.clock.now()
  return deps.store.write(async (tx) => {
    const known = await findReport(tx, id)
    if (known) {
      assertSameRequest(known, requestHash, known.reporterId, personId)
      return { outcome: 'exists', report: known }
    }
    if (await findReportOfPerson(tx, subject.kind, subject.id, personId)) throw new Problem('already_reported')
    const reported = found(await subjects.find(tx, subject.kind, subject.id))
    const { communityId, gridId, gridPath, authorId, state, text, imageIds } = reported
    const standing = await findStanding(tx, personId)
    refuseIf(refuseReporting(standing, { authorId, state, grid: { id: gridId, path: gridPath } }))
    const openCaseId = await joinOpenCase(tx, subject.kind, subject.id)
    await insertReport(tx, {
      communityId,
      id,
      caseId: openCaseId ?? id,
      gridId,
      subjectKind: subject.kind,
      subjectId: subject.id,
      authorId,
      reporterId: personId,
      reason,
      state: 'open',
      decidedAt: null,
      createdAt: now,
      requestHash,
      original: { text, imageIds },
    })
    const report = found(await findReport(tx, id))
    if (openCaseId === null) {
      const except = [personId, authorId]
      await tellModerators(tx, report, { news: 'report_received', except, reason, reporterId: personId, at: now })
    }
    return { outcome: 'created', report }
  })
}
