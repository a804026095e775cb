import type { CouncillorKind } from '../../../src/contract'
import type { Deps } from '../../deps'
import { newId } from '../../kernel/ids'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { hashRequest } from '../../kernel/request-hash'
import { assertSameRequest, recordAct } from '../../storage/acts'
import { findStanding } from '../membership'
import { findPlace } from '../places'
import { livesAt, refuseSecretary } from './policy'
import { invalid } from './rules'
import { deleteCouncillor, findCouncillor, findCouncillorKind, insertCouncillor } from './support-repository'

export interface AppointCouncillorCommand {
  id: string
  byId: string
  placeId: string
  personId: string
  kind: CouncillorKind
}

/** The secretary says which residents were elected to speak for others. @throws Problem already_councillor */
export async function appointCouncillor(
  deps: Deps,
  { id, byId, placeId, personId, kind }: AppointCouncillorCommand,
): Promise<'created' | 'exists'> {
  const requestHash = hashRequest({ placeId, personId, kind })
  const createdAt = deps.clock.now()
  return deps.store.write(async (tx) => {
    const place = found(await findPlace(tx, placeId))
    refuseIf(refuseSecretary(await findStanding(tx, byId), place))
    const known = await findCouncillor(tx, id)
    if (known !== undefined) {
      assertSameRequest(known, requestHash, known.personId, personId)
      return 'exists'
    }
    if (place.kind !== 'community') throw invalid('placeId', 'not a community')
    if (!livesAt(await findStanding(tx, personId), place)) throw invalid('personId', 'nobody of this place')
    if ((await findCouncillorKind(tx, placeId, personId)) !== null) throw new Problem('already_councillor')
    const councillor = { communityId: placeId, id, personId, kind, appointedById: byId, createdAt, requestHash }
    await insertCouncillor(tx, councillor)
    return 'created'
  })
}

/** The row goes; that it went, when and by whom, stays in the log of acts. */
export async function dismissCouncillor(deps: Deps, { id, byId }: { id: string; byId: string }): Promise<void> {
  const at = deps.clock.now()
  await deps.store.write(async (tx) => {
    const councillor = found(await findCouncillor(tx, id))
    const place = found(await findPlace(tx, councillor.communityId))
    refuseIf(refuseSecretary(await findStanding(tx, byId), place))
    const body = { personId: councillor.personId, kind: councillor.kind }
    const act = { subjectKind: 'councillor', subjectId: id, id: newId(at), action: 'dismiss', personId: byId, body, at }
    await recordAct(tx, act)
    await deleteCouncillor(tx, id)
  })
}
