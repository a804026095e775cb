import type { CareCircle, CareCircleAction } from '../../../src/contract'
import type { Standing } from '../membership'
import { refuseActing } from './policy'
import type { CircleRow, NeighbourRow } from './repository'
import { allowsVerb, stateOf, todayOf } from './rules'

/** The door is told once somebody has to go there, and to nobody who has not been asked. */
export function presentCircle(
  row: CircleRow,
  neighbours: readonly NeighbourRow[],
  standing: Standing,
  today: string,
): CareCircle {
  const facts = { ...row, neighbours: neighbours.length }
  const neighbourIds = neighbours.map(({ personId }) => personId)
  const may = (verb: CareCircleAction['action']) =>
    refuseActing(standing, { ...row, neighbourIds }, verb) === null && allowsVerb(facts, verb, today)
  const isMine = row.elderId === standing.personId
  const me = neighbours.find(({ personId }) => personId === standing.personId)
  const isSilent = todayOf(facts, today) === 'silent'
  const mayGo = isSilent && (me === undefined || me.askedOn === today)
  return {
    id: row.id,
    grid: { id: row.gridId, kind: 'grid', name: row.gridName },
    elder: { id: row.elderId, displayName: row.elderName },
    address: isMine || mayGo ? row.address : null,
    isMine,
    code: isMine ? row.code : null,
    state: stateOf(facts),
    today: todayOf(facts, today),
    asked: isSilent ? row.asked : 0,
    neighbours: neighbours.map(({ personId, displayName, askedOn }) => ({
      id: personId,
      displayName,
      wasAsked: askedOn === today,
    })),
    can: {
      fine: may('fine'),
      pause: may('pause'),
      resume: may('resume'),
      end: may('end'),
      leave: may('leave'),
      seen: may('seen'),
    },
  }
}
