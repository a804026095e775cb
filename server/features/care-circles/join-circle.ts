import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { findStanding } from '../membership'
import { notify } from '../notifications'
import { refuseJoining } from './policy'
import { deleteMovedAway, findCircleByCode, insertNeighbour, listNeighbours, listSeats } from './repository'
import { NEIGHBOURS_MAX } from './rules'

/** A neighbour joins by the code that the elder gave them; again with the same code changes nothing. @throws Problem care_circle_full */
export async function joinCircle(deps: Deps, { personId, code }: { personId: string; code: string }): Promise<string> {
  const createdAt = deps.clock.now()
  return deps.store.write(async (tx) => {
    const circle = found(await findCircleByCode(tx, code))
    const standing = await findStanding(tx, personId)
    refuseIf(refuseJoining(standing, circle))
    const neighbours = await listNeighbours(tx, [circle.id])
    if (neighbours.some((neighbour) => neighbour.personId === personId)) return circle.id
    await deleteMovedAway(tx, circle.id)
    const taken = await listSeats(tx, circle.id)
    const seat = Array.from({ length: NEIGHBOURS_MAX }, (_, index) => index + 1).find((one) => !taken.includes(one))
    if (seat === undefined) throw new Problem('care_circle_full')
    const { communityId, id: circleId } = circle
    if ((await insertNeighbour(tx, { communityId, circleId, personId, seat, createdAt })) !== 1)
      throw new Problem('care_circle_full')
    await notify(tx, {
      personIds: [circle.elderId],
      kind: 'care_joined',
      params: {},
      subject: { kind: 'care_circle', id: circleId },
      aboutPersonId: personId,
      at: createdAt,
    })
    return circle.id
  })
}
