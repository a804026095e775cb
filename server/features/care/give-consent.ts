import type { CreateSensorConsentRequest } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { hashRequest } from '../../kernel/request-hash'
import { assertSameRequest } from '../../storage/acts'
import { findStanding } from '../membership'
import { findHousehold } from '../places'
import { type ConsentRow, findConsent, insertConsent } from './consent-repository'
import { refuseConsent } from './policy'

export type GiveConsentCommand = CreateSensorConsentRequest & { id: string; personId: string }

/**
 * A resident says yes to a sensor at their own door (PIPL art. 29, separate consent).
 * @throws Problem device_in_use where the device watches a home already
 */
export async function giveConsent(
  deps: Deps,
  command: GiveConsentCommand,
): Promise<{ outcome: 'created' | 'exists'; consent: ConsentRow }> {
  const { id, personId, householdId, channel, deviceId } = command
  const requestHash = hashRequest({ householdId, channel, deviceId })
  const givenAt = deps.clock.now()
  return deps.store.write(async (tx) => {
    const findSame = async () => {
      const known = await findConsent(tx, id)
      if (known) assertSameRequest(known, requestHash, known.personId, personId)
      return known
    }
    const before = await findSame()
    if (before) return { outcome: 'exists', consent: before }
    refuseIf(refuseConsent(await findStanding(tx, personId), householdId))
    const { communityId } = found(await findHousehold(tx, householdId))
    const consent = { communityId, id, personId, householdId, channel, device: deviceId, givenAt, requestHash }
    if ((await insertConsent(tx, consent)) === 'inserted') {
      return { outcome: 'created', consent: found(await findConsent(tx, id)) }
    }
    const meanwhile = await findSame()
    if (meanwhile === undefined) throw new Problem('device_in_use')
    return { outcome: 'exists', consent: meanwhile }
  })
}
