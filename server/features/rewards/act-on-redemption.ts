import { timingSafeEqual } from 'node:crypto'
import type { RedemptionAction } from '../../../src/contract'
import type { Deps } from '../../deps'
import { newId } from '../../kernel/ids'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { recordAct } from '../../storage/acts'
import type { Tx } from '../../storage/store'
import { reverseTransfer } from '../ledger'
import { findStanding, type Standing } from '../membership'
import { notify } from '../notifications'
import { refuseDesk, refuseRedemption } from './policy'
import { communityOf } from './presenter'
import { endRedemption, findRedemption, giveOutPiece, putBackPiece, type RedemptionRow } from './repository'
import { refuseEnding } from './rules'

export interface ActOnRedemptionCommand {
  redemptionId: string
  personId: string
  act: RedemptionAction
}

/**
 * The desk gives out what was redeemed, against the code; or it is cancelled, by its owner or the desk, and the points go back.
 * @throws Problem wrong_pickup_code | wrong_state
 */
export async function actOnRedemption(deps: Deps, command: ActOnRedemptionCommand): Promise<void> {
  const { redemptionId, personId, act } = command
  const now = deps.clock.now()
  refuseCode(act)
  await deps.store.write(async (tx) => {
    const redemption = found(await findRedemption(tx, redemptionId))
    const standing = await findStanding(tx, personId)
    refuseIf(refuseActing(standing, redemption, act))
    const { id, action, pickupCode } = act
    const body = { action, pickupCode }
    const record = { subjectKind: 'redemption', subjectId: redemptionId, id, action, personId, body, at: now }
    if ((await recordAct(tx, record)) === 'repeated') return
    refuseIf(refuseEnding(redemption, now))
    if (action === 'collect') await collect(tx, redemption, pickupCode ?? '', { at: now, byId: personId })
    else await cancel(tx, redemption, { at: now, byId: personId })
  })
}

function refuseCode({ action, pickupCode }: RedemptionAction): void {
  if ((action === 'collect') === (pickupCode !== undefined)) return
  throw new Problem('invalid_request', { fields: [{ path: 'pickupCode', message: 'goes with collect' }] })
}

/** Nobody gives out their own reward: the desk has two sides. */
function refuseActing(standing: Standing, redemption: RedemptionRow, { action }: RedemptionAction) {
  const refusal = refuseRedemption(standing, redemption, communityOf(redemption))
  if (refusal !== null || action === 'cancel') return refusal
  if (redemption.personId === standing.personId) return 'not_allowed'
  return refuseDesk(standing, redemption, communityOf(redemption))
}

async function collect(
  tx: Tx,
  redemption: RedemptionRow,
  code: string,
  end: { at: Date; byId: string },
): Promise<void> {
  const [shown, kept] = [Buffer.from(code), Buffer.from(redemption.pickupCode)]
  if (shown.length !== kept.length || !timingSafeEqual(shown, kept)) throw new Problem('wrong_pickup_code')
  if ((await endRedemption(tx, redemption.id, 'collected', end)) === 0) throw new Problem('wrong_state')
  await giveOutPiece(tx, redemption.rewardId)
}

async function cancel(tx: Tx, redemption: RedemptionRow, end: { at: Date; byId: string }): Promise<void> {
  if ((await endRedemption(tx, redemption.id, 'cancelled', end)) === 0) throw new Problem('wrong_state')
  await putBackPiece(tx, redemption.rewardId)
  if (end.byId !== redemption.personId) await tellOwner(tx, redemption, 'redemption_cancelled', end.at)
  await givePointsBack(tx, redemption, end)
}

export async function givePointsBack(
  tx: Tx,
  redemption: { id: string },
  end: { at: Date; byId: string | null },
): Promise<void> {
  await reverseTransfer(tx, {
    id: newId(end.at),
    reversesId: redemption.id,
    createdById: end.byId,
    createdAt: end.at,
    reason: null,
  })
}

export async function tellOwner(
  tx: Tx,
  redemption: RedemptionRow,
  kind: 'redemption_cancelled' | 'redemption_expired' | 'redemption_expiring',
  at: Date,
  params: Record<string, string> = {},
): Promise<void> {
  await notify(tx, {
    personIds: [redemption.personId],
    kind,
    params: { title: redemption.title, points: String(redemption.points), ...params },
    subject: { kind: 'redemption', id: redemption.id },
    at,
  })
}
