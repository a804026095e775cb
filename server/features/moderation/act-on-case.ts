import type { ReportState, ReportSubjectKind } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { recordAct } from '../../storage/acts'
import type { Tx } from '../../storage/store'
import { findStanding } from '../membership'
import { settleCheck } from './check-repository'
import { isHandled, refuseDeciding, refuseTakingPart } from './policy'
import { factsOf } from './presenter'
import { appealCase, type CaseRow, decideCase, findReport, hasReported } from './repository'
import { nextState, type ReportVerb, subjectStateAfter } from './rules'
import type { ReportableSubjects } from './subjects'
import { tellAuthor, tellModerators } from './tell-people'
import { checkReason, REPORTED } from './words'

export interface ActOnCaseCommand {
  reportId: string
  personId: string
  actId: string
  action: ReportVerb
  reason: string | null
  text: string | null
}

/**
 * Staff decide a case (hide, keep, warn), or the author appeals once against what was hidden. The id may be that of any report in the case.
 * @throws Problem wrong_state where a colleague was faster, or there is nothing to appeal against, or not yet an appeal
 */
export async function actOnCase(deps: Deps, subjects: ReportableSubjects, command: ActOnCaseCommand): Promise<CaseRow> {
  const { reportId, personId, actId, action, reason, text } = command
  const now = deps.clock.now()
  return deps.store.write(async (tx) => {
    const row = await getCase(tx, reportId)
    const standing = await findStanding(tx, personId)
    const facts = factsOf(row, await hasReported(tx, row.caseId, personId))
    refuseIf(refuseTakingPart(facts, standing, action))
    const words = wordsOf(command)
    const act = {
      subjectKind: 'report',
      subjectId: row.id,
      id: actId,
      action,
      personId,
      body: { action, reason, text },
      at: now,
    }
    if ((await recordAct(tx, act)) === 'repeated') return row
    const refusal = refuseDeciding(facts, standing, action)
    if (refusal !== null) throw isHandled(facts, action) ? handledByColleague() : new Problem(refusal)
    if (action === 'appeal') await appeal(tx, row, words ?? '', now)
    else await decide(tx, subjects, row, { action, personId, reason: words, at: now })
    return getCase(tx, row.id)
  })
}

async function getCase(tx: Tx, reportId: string): Promise<CaseRow> {
  const report = found(await findReport(tx, reportId))
  return report.caseId === report.id ? report : found(await findReport(tx, report.caseId))
}

/** The words that go with the act, if any: what does not belong to the verb is refused, never dropped. */
function wordsOf({ action, reason, text }: ActOnCaseCommand): string | null {
  const refuse = (path: string, message: string) => new Problem('invalid_request', { fields: [{ path, message }] })
  if (action !== 'appeal' && text !== null) throw refuse('text', 'only an appeal has a text')
  if (text !== null && reason !== null) throw refuse('reason', 'the text says it already')
  return text ?? reason
}

const handledByColleague = () => new Problem('wrong_state', { sentence: 'handled_by_colleague' })

async function appeal(tx: Tx, row: CaseRow, text: string, at: Date): Promise<void> {
  if ((await appealCase(tx, row.id, text, at)) === 'not_in_that_state') throw new Problem('wrong_state')
  const except = [row.authorId, row.handlerId]
  await tellModerators(tx, row, { news: 'appeal_of_hidden_received', except, reason: null, at })
}

async function decide(
  tx: Tx,
  subjects: ReportableSubjects,
  row: CaseRow,
  { action, personId, reason, at }: { action: ReportVerb; personId: string; reason: string | null; at: Date },
): Promise<void> {
  const { state: from, subjectId } = row
  const to = nextState(row.state as ReportState, action)
  const decided =
    to !== null && (await decideCase(tx, { caseId: row.id, from, to, personId, reason, at })) === 'decided'
  if (!decided) throw handledByColleague()
  const kind = row.subjectKind as ReportSubjectKind
  const subject = await subjects.find(tx, kind, subjectId)
  const after = subjectStateAfter(to, subject?.state === 'pending')
  if (subject !== null && after !== null && after !== subject.state) await subjects.setState(tx, kind, subjectId, after)
  await settleCheck(tx, kind, subjectId, to === 'hidden' || to === 'hidden_finally' ? 'refused' : 'approved')
  const news = NEWS_FOR_AUTHOR[to]
  if (news === undefined) return
  await tellAuthor(tx, row, { kind: news, ...reasonTold(row, to, reason), postId: subject?.postId ?? null, at })
}

/** What the author is told where staff gave no words: what the check found, or that a neighbour reported it. */
function reasonTold(row: CaseRow, to: ReportState, reason: string | null) {
  if (reason !== null || to === 'restored') return { reason }
  const language = row.authorLanguage === 'en' ? 'en' : 'zh-CN'
  if (row.reporterId !== null) return { reason: REPORTED[language] }
  return { reason: row.reason === '' ? null : checkReason(row.reason, language) }
}

const NEWS_FOR_AUTHOR = {
  hidden: 'content_hidden',
  warned: 'content_warned',
  restored: 'content_restored',
  hidden_finally: 'appeal_of_hidden_refused',
  open: undefined,
  kept: undefined,
  appealed: undefined,
} as const
