import type { GiftShareAction } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { dayOf } from '../../kernel/shanghai'
import { recordAct } from '../../storage/acts'
import type { Tx } from '../../storage/store'
import { findStanding } from '../membership'
import { notify } from '../notifications'
import { refuseActOnShare } from './gift-policy'
import { endShare, findShare, handOverPieces, listWaitingOf, takeBackPieces } from './gift-repository'
import { reopenNeed } from './need-repository'

/** The last digits of a UUIDv7 are by chance: with the day they make a number short enough to read out. */
const receiptNumberOf = (shareId: string, at: Date) =>
  `G${dayOf(at).replaceAll('-', '')}-${shareId.replaceAll('-', '').slice(-10).toUpperCase()}`

/** A part of a gift is handed over, which leaves a receipt, or falls through. @throws Problem wrong_state */
export async function actOnGiftShare(
  deps: Deps,
  { shareId, personId, act }: { shareId: string; personId: string; act: GiftShareAction },
): Promise<void> {
  const at = deps.clock.now()
  await deps.store.write(async (tx) => {
    const share = found(await findShare(tx, shareId))
    refuseIf(refuseActOnShare(await findStanding(tx, personId), share, act.action))
    const { id, action } = act
    const record = { subjectKind: 'gift_share', subjectId: shareId, id, action, personId, body: { action }, at }
    if ((await recordAct(tx, record)) === 'repeated') return
    if (action === 'cancel') {
      if (!(await cancelShare(tx, share, at))) throw new Problem('wrong_state')
      await reopenNeed(tx, share.needId, share.quantity, at)
      return
    }
    const receiptNumber = receiptNumberOf(shareId, at)
    const ended = await endShare(tx, shareId, { to: 'handed_over', at, receiptNumber, byId: personId })
    if (ended !== 1) throw new Problem('wrong_state')
    await handOverPieces(tx, share.giftId, share.quantity)
    await notify(tx, {
      personIds: [share.receiverId, share.giverId],
      kind: 'gift_handed_over',
      params: { count: String(share.quantity), purpose: share.purpose, number: receiptNumber },
      subject: { kind: 'gift', id: share.giftId },
      aboutPersonId: share.giverId,
      at,
    })
  })
}

async function cancelShare(
  tx: Tx,
  share: { id: string; giftId: string; quantity: number },
  at: Date,
): Promise<boolean> {
  const ended = await endShare(tx, share.id, { to: 'cancelled', at, receiptNumber: null, byId: null })
  if (ended === 1) await takeBackPieces(tx, share.giftId, share.quantity)
  return ended === 1
}

/** What waits for a need that is called off, or for somebody who leaves, is there for others again. */
export async function cancelWaitingShares(
  tx: Tx,
  by: { needId: string } | { receiverId: string },
  at: Date,
): Promise<void> {
  for (const share of await listWaitingOf(tx, by)) await cancelShare(tx, share, at)
}
