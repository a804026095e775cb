import { found, Problem } from '../../kernel/problem'
import { type Acting, byOf, getMove } from './acting'
import { factsOf, findViewer } from './case-facts'
import { moveCase } from './move-case'
import { officesOf, refuseSee } from './policy'
import { type CaseRow, findCase } from './repository'
import { tellResidents } from './tell-people'
import { insertTie, listTies, recountHouseholds } from './tie-repository'
import { type Move, WAITING } from './transitions'

/** The other case goes on as it is, and has a line that says what joined it. */
const GOES_ON: Move = { verb: 'merge', by: [], from: WAITING, to: 'same', level: 'same', desk: 'same', clock: 'keep' }

/**
 * Two cases of one thing become one: whoever the first concerned is concerned by the second, whose answer reaches them all.
 * @throws Problem cannot_merge where the other is not open, of another grid, not to be seen by the same people, or staff's own: nobody takes a
 * resident's word away by being the reporter themselves
 */
export async function mergeCases(acting: Acting, intoId: string): Promise<CaseRow> {
  const { tx, row, personId, at } = acting
  const { move, role } = getMove(acting, 'merge')
  const into = found(await findCase(tx, intoId))
  const viewer = await findViewer(tx, into, personId, at)
  if (refuseSee(viewer, factsOf(into)) !== null) throw new Problem('not_found')
  const isAlike = into.id !== row.id && into.gridId === row.gridId && into.isConflict === row.isConflict
  const mayBoth = officesOf(viewer, factsOf(into)).some((office) => office === role)
  const isIntoOwn = into.reporterId === personId && row.reporterId !== personId
  if (!isAlike || !mayBoth || isIntoOwn || !WAITING.includes(into.state)) throw new Problem('cannot_merge')
  const merged = await moveCase(tx, row, move, { ...byOf(acting, 'merge', role), otherAppealId: intoId })
  for (const { personId: tiedId, householdId } of await listTies(tx, row)) {
    await insertTie(tx, into, { personId: tiedId, householdId, kind: 'merged' }, at)
  }
  await moveCase(tx, into, GOES_ON, { ...byOf(acting, 'merge_in', role), otherAppealId: row.id })
  await recountHouseholds(tx, into)
  await tellResidents(tx, merged, { kind: 'appeal_merged', at })
  return found(await findCase(tx, row.id))
}
