import type {
  Image,
  Language,
  ModerationOutcome,
  ReportState,
  ReportSubjectKind,
  ReportView,
} from '../../../src/contract'
import type { Standing } from '../membership'
import { abilitiesOn, type CaseFacts } from './policy'
import type { CaseRow } from './repository'
import type { ReportableSubject } from './subjects'
import { checkReason, REPORTED } from './words'

export function presentOutcome(row: CaseRow, language: Language): ModerationOutcome {
  return {
    reportId: row.id,
    state: row.state as ReportState,
    reason: reasonForAuthor(row, language),
    appealText: row.appealText || null,
  }
}

export interface PresentedCase {
  row: CaseRow
  facts: CaseFacts
  /** Null where the author has deleted it since: staff then read what the case keeps of it. */
  subject: ReportableSubject | null
  images: Image[]
  avatarUrl: string | null
}

/**
 * A case as its reader may know it. Staff read it whole, but for who reported. The author reads the decision in place of the reports, whose
 * words could give a reporter away. A reporter reads what they wrote themselves, and what became of it.
 */
export function presentCase(
  { row, facts, subject, images, avatarUrl }: PresentedCase,
  standing: Standing,
  language: Language,
): ReportView {
  const can = abilitiesOn(facts, standing)
  const isStaff = can.seeWhole
  const isAuthor = row.authorId === standing.personId
  return {
    id: row.id,
    state: row.state as ReportState,
    subject: {
      kind: row.subjectKind as ReportSubjectKind,
      id: row.subjectId,
      postId: subject?.postId ?? null,
      text: subject?.text ?? (isStaff ? (row.originalText ?? '') : ''),
      images,
      author: { id: row.authorId, displayName: row.authorName, avatarUrl },
      state: subject?.state ?? 'deleted',
      createdAt: (subject?.createdAt ?? new Date(row.createdAt)).toISOString(),
    },
    grid: { id: row.gridId, kind: 'grid', name: row.gridName },
    reason: isAuthor
      ? reasonForAuthor(row, language)
      : row.reporterId === null
        ? checkReason(row.reason, language)
        : row.reason,
    reports: isStaff ? row.reportCount : 1,
    decision: isStaff || isAuthor ? (row.appealDecision ?? row.decision) : null,
    appealText: isStaff || isAuthor ? row.appealText || null : null,
    createdAt: new Date(row.createdAt).toISOString(),
    decidedAt: toTime(row.appealDecidedAt ?? row.decidedAt),
    can: { hide: can.hide, keep: can.keep, warn: can.warn, appeal: can.appeal },
  }
}

export function factsOf(row: CaseRow, isReporter: boolean): CaseFacts {
  return {
    state: row.state as ReportState,
    subjectKind: row.subjectKind as ReportSubjectKind,
    gridPath: row.gridPath,
    authorId: row.authorId,
    handlerId: row.handlerId,
    isReporter,
  }
}

const WITH_A_REASON: readonly ReportState[] = ['hidden', 'warned', 'appealed', 'hidden_finally', 'restored']

/** The words of the decision that counts now; where it has none, a sentence made of what the thing was reported or refused for. */
function reasonForAuthor(row: CaseRow, language: Language): string {
  const decision = row.appealDecision ?? row.decision
  if (decision !== null) return decision
  if (!WITH_A_REASON.includes(row.state as ReportState)) return ''
  const isCheck = row.reporterId === null && row.reason !== ''
  return isCheck ? checkReason(row.reason, language) : REPORTED[language]
}

function toTime(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}
