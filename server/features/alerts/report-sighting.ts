import type { CreateSightingRequest } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { hashRequest } from '../../kernel/request-hash'
import { assertSameRequest } from '../../storage/acts'
import type { Tx } from '../../storage/store'
import { findStanding, listStaffOnPath } from '../membership'
import { notify } from '../notifications'
import { idsOnPath } from '../places'
import { getStoredPoint } from './get-stored-point'
import { refuseSee, refuseSighting } from './policy'
import { type AlertRow, findAlert } from './repository'
import { isInFuture, SIGHTINGS_PER_PERSON } from './rules'
import { countSighting, countSightingsBy, findSighting, insertSighting, type SightingRow } from './sighting-repository'

/** The text is normalised already. */
export type ReportSightingCommand = CreateSightingRequest & { id: string; alertId: string; personId: string }

/** A neighbour saw somebody. Those who look after the alert are told. */
export async function reportSighting(
  deps: Deps,
  command: ReportSightingCommand,
): Promise<{ outcome: 'created' | 'exists'; sighting: SightingRow }> {
  const { id, alertId, personId, text, location } = command
  const seenAt = new Date(command.seenAt)
  const createdAt = deps.clock.now()
  const requestHash = hashRequest({ alertId, text, seenAt: command.seenAt, location })
  return deps.store.write(async (tx) => {
    const alert = found(await findAlert(tx, alertId))
    const standing = await findStanding(tx, personId)
    refuseIf(refuseSee(standing, alert.communityPath))
    const known = await findSighting(tx, id)
    if (known) {
      assertSameRequest(known, requestHash, known.personId, personId)
      return { outcome: 'exists', sighting: known }
    }
    refuseIf(refuseSighting(standing, alert))
    if (isInFuture(seenAt, createdAt)) {
      throw new Problem('invalid_request', { fields: [{ path: 'seenAt', message: 'in the future' }] })
    }
    if ((await countSightingsBy(tx, alert, personId)) >= SIGHTINGS_PER_PERSON) throw new Problem('too_many_requests')
    const point = await getStoredPoint(tx, alert.placePath, location)
    if ((await countSighting(tx, alertId)) === 'wrong_state') throw new Problem('wrong_state')
    const { communityId } = alert
    await insertSighting(tx, { communityId, alertId, id, personId, text, ...point, seenAt, createdAt, requestHash })
    await tellKeepers(tx, alert, personId, createdAt)
    return { outcome: 'created', sighting: found(await findSighting(tx, id)) }
  })
}

/** Whoever raised it, and the officer and the secretary there. */
async function tellKeepers(tx: Tx, alert: AlertRow, exceptId: string, at: Date): Promise<void> {
  const staff = await listStaffOnPath(tx, idsOnPath(alert.placePath), ['grid_officer', 'secretary'])
  const keepers = [alert.raisedById, ...staff.map(({ personId }) => personId)]
  await notify(tx, {
    personIds: keepers.filter((one) => one !== exceptId),
    kind: 'alert_sighting',
    params: { community: alert.communityName },
    subject: { kind: 'alert', id: alert.id },
    at,
  })
}
