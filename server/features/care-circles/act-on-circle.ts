import type { CareCircleAction } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { dayOf } from '../../kernel/shanghai'
import { recordAct } from '../../storage/acts'
import type { Tx } from '../../storage/store'
import { findStanding } from '../membership'
import { refuseActing } from './policy'
import { type CircleRow, deleteCircle, deleteNeighbour, findCircle, listNeighbours, setPaused } from './repository'
import { allowsVerb } from './rules'
import { sayFine } from './say-fine'

/** @throws Problem wrong_state */
export async function actOnCircle(
  deps: Deps,
  { circleId, personId, act }: { circleId: string; personId: string; act: CareCircleAction },
): Promise<void> {
  const at = deps.clock.now()
  await deps.store.write(async (tx) => {
    const circle = found(await findCircle(tx, circleId))
    const neighbours = await listNeighbours(tx, [circleId])
    const neighbourIds = neighbours.map((neighbour) => neighbour.personId)
    refuseIf(refuseActing(await findStanding(tx, personId), { ...circle, neighbourIds }, act.action))
    const { id, action } = act
    const record = { subjectKind: 'care_circle', subjectId: circleId, id, action, personId, body: { action }, at }
    if ((await recordAct(tx, record)) === 'repeated') return
    const facts = { ...circle, neighbours: neighbours.length }
    if (!allowsVerb(facts, action, dayOf(at))) throw new Problem('wrong_state')
    await perform(tx, { circle, neighbourIds, action, personId, at })
  })
}

interface Acting {
  circle: CircleRow
  neighbourIds: readonly string[]
  action: CareCircleAction['action']
  personId: string
  at: Date
}

async function perform(tx: Tx, { circle, neighbourIds, action, personId, at }: Acting): Promise<void> {
  if (action === 'end') return deleteCircle(tx, circle.id)
  if (action === 'leave') return deleteNeighbour(tx, circle.id, personId)
  if (action === 'pause' || action === 'resume') {
    if ((await setPaused(tx, circle.id, action === 'pause')) !== 1) throw new Problem('wrong_state')
    return
  }
  await sayFine(tx, circle, { neighbourIds, byId: personId, at })
}
