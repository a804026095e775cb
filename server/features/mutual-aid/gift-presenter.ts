import type { Gift, GiftShare } from '../../../src/contract'
import type { Standing } from '../membership'
import { knowsReceiver, listPathsMinded, refuseActOnShare, refuseMindGift } from './gift-policy'
import type { GiftRow, ShareRow } from './gift-repository'

export function presentGift(row: GiftRow, standing: Standing): Gift {
  const mayMind = refuseMindGift(standing, row) === null
  const left = row.quantity - row.promisedQuantity
  return {
    id: row.id,
    place: { id: row.communityId, kind: 'community', name: row.communityName },
    giver: { id: row.giverId, displayName: row.giverName },
    category: row.category,
    purpose: row.purpose,
    given: row.quantity,
    passedOn: row.handedQuantity,
    waiting: row.promisedQuantity - row.handedQuantity,
    left,
    state: row.state as Gift['state'],
    createdAt: new Date(row.createdAt).toISOString(),
    can: {
      allot: mayMind && row.state === 'open' && left > 0,
      end: mayMind && row.state === 'open',
      seeShares: mayMind || listPathsMinded(standing, row.communityPath).length > 0,
    },
  }
}

export function presentShare(row: ShareRow, standing: Standing): GiftShare {
  const may = (verb: 'hand_over' | 'cancel') =>
    row.state === 'waiting' && refuseActOnShare(standing, row, verb) === null
  const knowsThem = knowsReceiver(standing, row)
  const { receiptNumber, decidedAt } = row
  return {
    id: row.id,
    giftId: row.giftId,
    needId: row.needId,
    category: row.category,
    purpose: row.purpose,
    giver: row.giverName,
    receiver: knowsThem ? row.receiverName : null,
    address: knowsThem && may('hand_over') ? row.receiverAddress : null,
    quantity: row.quantity,
    state: row.state as GiftShare['state'],
    receipt:
      receiptNumber === null || decidedAt === null
        ? null
        : { number: receiptNumber, at: new Date(decidedAt).toISOString() },
    createdAt: new Date(row.createdAt).toISOString(),
    can: { hand_over: may('hand_over'), cancel: may('cancel') },
  }
}
