import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { recordAct } from '../../storage/acts'
import { findStanding } from '../membership'
import { refuseMinding } from './policy'
import { endService as endServiceRow, findService } from './repository'

/** Nobody books it any more; what is booked stands. */
export async function endService(
  deps: Deps,
  { serviceId, personId, actId }: { serviceId: string; personId: string; actId: string },
): Promise<void> {
  const at = deps.clock.now()
  await deps.store.write(async (tx) => {
    const service = found(await findService(tx, serviceId))
    refuseIf(refuseMinding(await findStanding(tx, personId), service))
    const body = { action: 'end' }
    const record = { subjectKind: 'home_service', subjectId: serviceId, id: actId, action: 'end', personId, body, at }
    if ((await recordAct(tx, record)) === 'repeated') return
    if ((await endServiceRow(tx, serviceId)) !== 1) throw new Problem('wrong_state')
  })
}
