import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { recordAct } from '../../storage/acts'
import { findStanding } from '../membership'
import { notify } from '../notifications'
import { cancelWaitingShares } from './act-on-gift-share'
import { endQuestions } from './end-questions'
import { changeMatch, listAcceptedOfNeed } from './match-repository'
import { cancelNeedRow, findNeed, type NeedRow } from './need-repository'
import { giveBackToOffer } from './offer-repository'
import { refuseCancelNeed } from './policy'

/** It is not needed any more: whoever was asked need not answer, and they and whoever promised are told. */
export async function cancelNeed(
  deps: Deps,
  { needId, personId, actId }: { needId: string; personId: string; actId: string },
): Promise<NeedRow> {
  const at = deps.clock.now()
  return deps.store.write(async (tx) => {
    const need = found(await findNeed(tx, needId))
    refuseIf(refuseCancelNeed(await findStanding(tx, personId), need))
    const act = {
      subjectKind: 'need',
      subjectId: needId,
      id: actId,
      action: 'cancel',
      personId,
      body: { action: 'cancel' },
      at,
    }
    if ((await recordAct(tx, act)) === 'repeated') return need
    if ((await cancelNeedRow(tx, needId)) !== 1) throw new Problem('wrong_state')
    await endQuestions(tx, need, 'cancelled', at)
    await cancelWaitingShares(tx, { needId }, at)
    for (const match of await listAcceptedOfNeed(tx, needId)) {
      await changeMatch(tx, match.id, { from: 'accepted', to: 'cancelled', at })
      if (match.kind === 'item') await giveBackToOffer(tx, match.offerId, match.quantity)
      const news = {
        kind: 'help_cancelled',
        params: { text: match.text },
        subject: { kind: 'match', id: match.id },
      } as const
      await notify(tx, { ...news, personIds: [match.helperId], aboutPersonId: match.requesterId, at })
    }
    return found(await findNeed(tx, needId))
  })
}
