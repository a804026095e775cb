import { found } from '../../kernel/problem'
import { type Acting, byOf, getMove } from './acting'
import { moveCase } from './move-case'
import { type CaseRow, findCase } from './repository'
import { insertTie, recountHouseholds } from './tie-repository'

/** "It concerns me too": the household is counted once, whoever of it says so. @throws Problem already_joined */
export async function joinCase(acting: Acting): Promise<CaseRow> {
  const { tx, row, viewer, personId, at } = acting
  const { move, role } = getMove(acting, 'join')
  const homes = viewer.standing.homes.filter(
    ({ state, communityId }) => state === 'verified' && communityId === row.communityId,
  )
  const home = homes.find(({ gridId }) => gridId === row.gridId) ?? homes[0]
  await insertTie(tx, row, { personId, kind: 'joined', householdId: home?.householdId ?? null }, at)
  await moveCase(tx, row, move, byOf(acting, 'join', role))
  await recountHouseholds(tx, row)
  return found(await findCase(tx, row.id))
}
