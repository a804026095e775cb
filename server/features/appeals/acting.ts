import { Problem } from '../../kernel/problem'
import type { WorkingCalendar } from '../../kernel/working-days'
import type { Tx } from '../../storage/store'
import { type MoveBy, officeOf } from './move-case'
import { type CaseFacts, isReporter, roleFor, type Viewer } from './policy'
import type { CaseRow } from './repository'
import { findMove, type Move, type Verb } from './transitions'

/** Everything that an act needs: the case as it is held, who acts, and when. */
export interface Acting {
  tx: Tx
  row: CaseRow
  facts: CaseFacts
  viewer: Viewer
  personId: string
  at: Date
  calendar: WorkingCalendar
}

/** The row of the table for this verb and person now. @throws Problem not_allowed, wrong_state, already_joined */
export function getMove(
  { viewer, facts }: Pick<Acting, 'viewer' | 'facts'>,
  verb: Verb,
): { move: Move; role: MoveBy['role'] } {
  const found = roleFor(viewer, facts, verb)
  if ('refusal' in found) {
    const holdsOthers = verb === 'withdraw' && facts.hasMerged && isReporter(viewer, facts)
    throw new Problem(found.refusal, holdsOthers ? { sentence: 'others_wait_for_case' } : {})
  }
  const move = findMove(facts, verb, found.role)
  if (move === null) throw new Problem('wrong_state')
  return { move, role: found.role }
}

/** Who acts, from where and when, as the case file has it. */
export function byOf({ row, personId, at, calendar }: Acting, kind: MoveBy['kind'], role: MoveBy['role']): MoveBy {
  return { kind, role, personId, placeId: officeOf(row, role), at, calendar }
}
