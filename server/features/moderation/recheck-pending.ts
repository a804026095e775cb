import type { Deps } from '../../deps'
import { PlatformRefusal, PlatformUnavailable } from '../../platforms/ports'
import { applyVerdict } from './apply-verdict'
import {
  type ContentCheckRow,
  deleteCheck,
  listDueChecks,
  listPlatformSubjects,
  saveTrace,
  takeCheck,
} from './check-repository'
import { checkText } from './check-text'
import { CHECK_ATTEMPTS_MAX, nextAttemptAt, pushOverdueAt } from './rules'
import type { ModerationPorts } from './subjects'

const CHECKS_A_RUN_MAX = 50

type CheckDeps = Pick<Deps, 'store' | 'clock' | 'contentChecker' | 'log'>

/** Asks again about everything that waits for the content checker and is due. Made to be run by the clock, and by several processes at once. */
export async function recheckPending(deps: CheckDeps, ports: ModerationPorts): Promise<void> {
  const now = deps.clock.now()
  for (const check of await listDueChecks(deps.store.read, now, CHECKS_A_RUN_MAX)) {
    const isOurs = await deps.store.write((tx) => takeCheck(tx, check, nextAttemptAt(check.attempts + 1, now)))
    if (!isOurs) continue
    if (check.subjectKind === 'image') await recheckImage(deps, ports, check)
    else await recheckText(deps, ports, check)
  }
}

async function recheckText(deps: CheckDeps, ports: ModerationPorts, check: ContentCheckRow): Promise<void> {
  const kind = check.subjectKind === 'comment' ? 'comment' : 'post'
  const subject = await ports.subjects.find(deps.store.read, kind, check.subjectId)
  if (subject === null) return deps.store.write((tx) => deleteCheck(tx, kind, check.subjectId))
  const answer = await checkText(deps, { text: subject.text, scene: kind, personId: subject.authorId })
  const { verdict, label } = answer
  const isGivenUp = check.attempts + 1 >= CHECK_ATTEMPTS_MAX
  if (verdict === 'unanswered' && !isGivenUp) return
  const result = verdict === 'unanswered' ? ({ verdict: 'review', label: null } as const) : { verdict, label }
  await deps.store.write((tx) => applyVerdict(tx, ports, check, result, deps.clock.now()))
}

/** A picture has no desk to wait on, so it is asked about until there is an answer, ever more seldom. */
async function recheckImage(deps: CheckDeps, ports: ModerationPorts, check: ContentCheckRow): Promise<void> {
  const { store, contentChecker, log } = deps
  const { subjectKind, subjectId } = check
  const image = await ports.pictures.findForCheck(store.read, subjectId)
  if (image === null) return store.write((tx) => deleteCheck(tx, subjectKind, subjectId))
  const { url } = image
  if (url === null) {
    log.warn('pictures pass unchecked: a platform could not fetch them without LINLI_PUBLIC_URL')
    return store.write((tx) => applyVerdict(tx, ports, check, { verdict: 'pass', label: null }, deps.clock.now()))
  }
  try {
    const subjects = await listPlatformSubjects(store.read, image.ownerId)
    const answer = await contentChecker.checkImage({ url, subjects })
    const now = deps.clock.now()
    if ('trace' in answer)
      await store.write((tx) => saveTrace(tx, subjectKind, subjectId, answer.trace, pushOverdueAt(now)))
    else await store.write((tx) => applyVerdict(tx, ports, check, answer, now))
  } catch (error) {
    if (!(error instanceof PlatformUnavailable || error instanceof PlatformRefusal)) throw error
    log.warn({ err: error, checker: contentChecker.name }, 'picture check did not answer')
  }
}
