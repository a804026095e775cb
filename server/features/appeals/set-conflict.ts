import { found, Problem, refuseIf } from '../../kernel/problem'
import { type Acting, byOf } from './acting'
import { moveCase } from './move-case'
import { refuseSetConflict } from './policy'
import { type CaseRow, countExistingPeople, findCase } from './repository'
import { tellDesk } from './tell-people'
import { replaceBarred } from './tie-repository'
import { findMove } from './transitions'

/**
 * The street says whom a case is about, after having looked: they never see it. That takes the place of the reporter's word about the grid and
 * the community. From the desk of a grid or community the case goes to the street, which may send it back.
 */
export async function setConflict(acting: Acting, personIds: readonly string[]): Promise<CaseRow> {
  const { tx, row, facts, viewer, personId, at } = acting
  refuseIf(refuseSetConflict(viewer, facts))
  if (personIds.includes(personId)) throw invalid('a case about yourself is for a colleague to look at')
  if ((await countExistingPeople(tx, personIds)) !== personIds.length) throw invalid('unknown person')
  await replaceBarred(tx, row, personIds)
  const move = personIds.length === 0 ? null : findMove(facts, 'hand_over', 'street_staff')
  if (move !== null) {
    const moved = await moveCase(tx, row, move, byOf(acting, 'hand_over', 'street_staff'))
    await tellDesk(tx, moved, { kind: 'appeal_passed_on', at, exceptId: personId })
  }
  return found(await findCase(tx, row.id))
}

function invalid(message: string): Problem {
  return new Problem('invalid_request', { fields: [{ path: 'personIds', message }] })
}
