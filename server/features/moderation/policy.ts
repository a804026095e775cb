import type { ErrorCode, ReportState, ReportSubjectKind } from '../../../src/contract'
import { refuseGridLife, refuseModerating, refuseRead, type Standing } from '../membership'
import { nextState, type ReportVerb } from './rules'

export interface CaseFacts {
  state: ReportState
  subjectKind: ReportSubjectKind
  gridPath: string
  authorId: string
  /** Who decided first: somebody else decides the appeal. Null where it was the content check. */
  handlerId: string | null
  /** Whoever asks is one of those who reported it. */
  isReporter: boolean
}

/** Whoever reads a thing may report it, but not their own. What is hidden or pending is there for nobody else. */
export function refuseReporting(
  standing: Standing,
  subject: { authorId: string; state: string; grid: { id: string; path: string } },
): ErrorCode | null {
  if (subject.authorId === standing.personId) return 'not_allowed'
  const refusal = refuseGridLife(standing, subject.grid)
  if (refusal !== null) return refusal
  return subject.state === 'shown' ? null : 'not_found'
}

/** Who may take this part at all, whatever state the case is in. Asked before a repeated act is answered. */
export function refuseTakingPart(facts: CaseFacts, standing: Standing, verb: ReportVerb): ErrorCode | null {
  const isAuthor = facts.authorId === standing.personId
  if (verb === 'appeal') return isAuthor ? null : (refuseRead(standing, facts.gridPath) ?? 'not_allowed')
  // Nobody judges their own words; they do know of the case, so it is not hidden from them.
  if (isAuthor) return 'not_allowed'
  return refuseModerating(standing, facts.gridPath)
}

/**
 * Whether the verb fits the state and the person: nobody decides about what they reported themselves, and whoever hid a thing does not judge
 * the appeal against that.
 */
export function refuseDeciding(facts: CaseFacts, standing: Standing, verb: ReportVerb): ErrorCode | null {
  if (nextState(facts.state, verb) === null) return 'wrong_state'
  if (verb === 'appeal') return null
  const isParty = facts.isReporter || (facts.state === 'appealed' && facts.handlerId === standing.personId)
  return isParty ? 'not_allowed' : null
}

/** Whether staff come too late: somebody else has decided already. */
export function isHandled(facts: CaseFacts, verb: ReportVerb): boolean {
  return verb !== 'appeal' && facts.state !== 'open' && facts.state !== 'appealed'
}

export function refuseVerb(facts: CaseFacts, standing: Standing, verb: ReportVerb): ErrorCode | null {
  return refuseTakingPart(facts, standing, verb) ?? refuseDeciding(facts, standing, verb)
}

/** Staff of the grid, the author and the reporter know of a case. */
export function refuseReadingCase(facts: CaseFacts, standing: Standing): ErrorCode | null {
  const isParty = facts.isReporter || facts.authorId === standing.personId
  return isParty || refuseModerating(standing, facts.gridPath) === null ? null : 'not_found'
}

export function abilitiesOn(facts: CaseFacts, standing: Standing) {
  const may = (verb: ReportVerb) => refuseVerb(facts, standing, verb) === null
  return {
    /** Who sees the case whole. A member of staff sees the case against themselves as any author. */
    seeWhole: facts.authorId !== standing.personId && refuseModerating(standing, facts.gridPath) === null,
    hide: may('hide'),
    keep: may('keep'),
    warn: may('warn'),
    appeal: may('appeal'),
  }
}
