import type { Deps } from '../../deps'
import { found, Problem } from '../../kernel/problem'
import { recordAct } from '../../storage/acts'
import { type ConsentRow, endConsent, findConsent } from './consent-repository'

/** Withdrawing is as easy as giving (PIPL art. 15): from now on the device says nothing to anybody. */
export async function withdrawConsent(
  deps: Deps,
  { consentId, personId, actId }: { consentId: string; personId: string; actId: string },
): Promise<ConsentRow> {
  const at = deps.clock.now()
  return deps.store.write(async (tx) => {
    const consent = await findConsent(tx, consentId)
    if (consent?.personId !== personId) throw new Problem('not_found')
    const action = 'withdraw'
    const act = {
      subjectKind: 'sensor_consent',
      subjectId: consentId,
      id: actId,
      action,
      personId,
      body: { action },
      at,
    }
    if ((await recordAct(tx, act)) === 'repeated') return consent
    if ((await endConsent(tx, consentId, at)) === 'wrong_state') throw new Problem('wrong_state')
    return found(await findConsent(tx, consentId))
  })
}
