import type { OfferAction, OfferState } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { recordAct } from '../../storage/acts'
import { findStanding } from '../membership'
import { changeOfferState, findOffer, type OfferRow } from './offer-repository'
import { refuseChangeOffer } from './policy'

/** From which states a verb leads where. What was promised stays promised. */
export const OFFER_VERBS: Record<OfferAction['action'], { from: readonly OfferState[]; to: OfferState }> = {
  pause: { from: ['open'], to: 'paused' },
  resume: { from: ['paused'], to: 'open' },
  end: { from: ['open', 'paused'], to: 'ended' },
}

export async function changeOffer(
  deps: Deps,
  command: { offerId: string; personId: string; actId: string; action: OfferAction['action'] },
): Promise<OfferRow> {
  const { offerId, personId, actId, action } = command
  return deps.store.write(async (tx) => {
    const offer = found(await findOffer(tx, offerId))
    refuseIf(refuseChangeOffer(await findStanding(tx, personId), offer))
    const at = deps.clock.now()
    const act = { subjectKind: 'offer', subjectId: offerId, id: actId, action, personId, body: { action }, at }
    if ((await recordAct(tx, act)) === 'repeated') return offer
    const { from, to } = OFFER_VERBS[action]
    if ((await changeOfferState(tx, offerId, from, to)) !== 1) throw new Problem('wrong_state')
    return found(await findOffer(tx, offerId))
  })
}
