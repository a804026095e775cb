import type { ContentState } from '../../../src/contract'
import type { Deps } from '../../deps'
import {
  type CheckLabel,
  type CheckVerdict,
  PlatformRefusal,
  PlatformUnavailable,
  type TextToCheck,
} from '../../platforms/ports'
import { listPlatformSubjects } from './check-repository'

/** Milliseconds that an author waits for the checker: whatever takes longer is asked again by the clock. */
const ANSWER_MS_MAX = 4_000

/** `unanswered`: the checker could not be reached and is asked again by the clock. */
export interface CheckAnswer {
  /** shown: passed; pending: waits for the checker or for a person; hidden: refused. */
  state: ContentState
  verdict: CheckVerdict | 'unanswered'
  /** The checker's category (platforms/ports.ts), where it named one. */
  label: CheckLabel | null
  checker: string
}

/**
 * Asks the content checker about a text, before it is stored: never call it inside `store.write`. A checker that cannot be reached, or that
 * will not judge this author, never stops anybody from writing: the text waits as pending.
 */
export async function checkText(
  deps: Pick<Deps, 'contentChecker' | 'store' | 'log'>,
  { text, scene, personId }: { text: string; scene: TextToCheck['scene']; personId: string },
): Promise<CheckAnswer> {
  const { contentChecker: checker } = deps
  const answer = (verdict: CheckAnswer['verdict'], label: CheckLabel | null): CheckAnswer => ({
    state: stateOf(verdict),
    verdict,
    label,
    checker: checker.name,
  })
  try {
    const subjects = checker.isLocal ? {} : await listPlatformSubjects(deps.store.read, personId)
    const { verdict, label } = await inTime(checker.checkText({ text, scene, subjects }), checker.name)
    return answer(verdict, label)
  } catch (error) {
    deps.log.warn({ err: error, checker: checker.name }, 'content check did not answer')
    if (error instanceof PlatformUnavailable) return answer('unanswered', null)
    // It would say no again, so a person looks instead.
    if (error instanceof PlatformRefusal) return answer('review', null)
    throw error
  }
}

function stateOf(verdict: CheckAnswer['verdict']): ContentState {
  if (verdict === 'pass') return 'shown'
  return verdict === 'risky' ? 'hidden' : 'pending'
}

async function inTime<T>(answer: Promise<T>, checker: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new PlatformUnavailable(checker, 'took too long')), ANSWER_MS_MAX)
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}
