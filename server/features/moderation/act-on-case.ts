import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { recordAct } from '../../storage/acts'
import type { Tx } from '../../storage/store'
import { findStanding } from '../membership'
import { settleCheck } from './check-repository'
import { refuseDeciding, refuseTakingPart } from './policy'
import { factsOf } from './presenter'
import { appealCase, type CaseRow, decideCase, findReport } from './repository'
import { nextState, type ReportVerb, subjectStateAfter } from './rules'
import type { ReportableSubjects } from './subjects'
import { tellAuthor, tellModerators } from './tell-people'

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
 * @throws Problem already_handled where a colleague was faster, wrong_state where there is nothing to appeal against or not yet an appeal
 */
export async function actOnCase(deps: Deps, subjects: ReportableSubjects, command: ActOnCaseCommand): Promise<CaseRow> {
  const { reportId, personId, actId, action, reason, text } = command
  const now = deps.clock.now()
  return deps.store.write(async (tx) => {
    const row = await getCase(tx, reportId)
    const standing = await findStanding(tx, personId)
    refuseIf(refuseTakingPart(factsOf(row), standing, action))
    refuseMissingWords(command)
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
    refuseIf(refuseDeciding(factsOf(row), standing, action))
    if (action === 'appeal') await appeal(tx, row, text ?? '', now)
    else await decide(tx, subjects, row, { action, personId, reason, at: now })
    return getCase(tx, row.id)
  })
}

async function getCase(tx: Tx, reportId: string): Promise<CaseRow> {
  const report = found(await findReport(tx, reportId))
  return report.caseId === report.id ? report : found(await findReport(tx, report.caseId))
}

/** The author reads why; the judge of an appeal reads what for. What does not belong to the verb is refused, never dropped. */
function refuseMissingWords({ action, reason, text }: ActOnCaseCommand): void {
  const refuse = (path: string, message: string) => new Problem('invalid_request', { fields: [{ path, message }] })
  if (action === 'appeal') {
    if (text === null) throw refuse('text', 'required to appeal')
    if (reason !== null) throw refuse('reason', 'an appeal has a text')
    return
  }
  if (text !== null) throw refuse('text', 'only an appeal has a text')
  if (reason === null && action !== 'keep') throw refuse('reason', `required to ${action}`)
}

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
  const to = nextState(factsOf(row).state, action)
  const decided =
    to !== null && (await decideCase(tx, { caseId: row.id, from, to, personId, reason, at })) === 'decided'
  if (!decided) throw new Problem('already_handled')
  const kind = factsOf(row).subjectKind
  const subject = await subjects.find(tx, kind, subjectId)
  const after = subjectStateAfter(to, subject?.state === 'pending')
  if (subject !== null && after !== null && after !== subject.state) await subjects.setState(tx, kind, subjectId, after)
  await settleCheck(tx, kind, subjectId, to === 'hidden' || to === 'hidden_finally' ? 'refused' : 'approved')
  const news = NEWS_FOR_AUTHOR[to]
  if (news !== undefined) await tellAuthor(tx, row, { kind: news, reason, postId: subject?.postId ?? null, at })
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
