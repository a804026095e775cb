import { type Static, Type } from '@sinclair/typebox'
import { LIMITS } from './limits'
import { AidCategory } from './mutual-aid'
import { PlaceBrief } from './places'
import { Can, Closed, Count, FreeText, Id, Nullable, OneOf, PageQuery, Time } from './primitives'

/** A partner or a resident gives so many pieces to a community, for a purpose that everybody reads. */
export const CreateGiftRequest = Closed({
  placeId: Id,
  category: AidCategory,
  purpose: FreeText(LIMITS.giftPurpose),
  quantity: Type.Integer({ minimum: 1, maximum: LIMITS.aidQuantity }),
})
export type CreateGiftRequest = Static<typeof CreateGiftRequest>

/** `given` = `passedOn` + `waiting` (promised to somebody, not yet handed over) + `left` (for nobody yet). */
export const Gift = Closed({
  id: Id,
  place: PlaceBrief,
  giver: Closed({ id: Id, displayName: Type.String() }),
  category: AidCategory,
  purpose: Type.String(),
  given: Count,
  passedOn: Count,
  waiting: Count,
  left: Count,
  state: OneOf('open', 'ended'),
  createdAt: Time,
  can: Can('allot', 'end', 'seeShares'),
})
export type Gift = Static<typeof Gift>

/** `allot`: shared out among the open needs by the same matching as everything; `end`: nothing more is shared out. */
export const GiftAction = Closed({ id: Id, action: OneOf('allot', 'end') })
export type GiftAction = Static<typeof GiftAction>

/** A part of a gift for one need. `receipt` is there once it was handed over. */
export const GiftShare = Closed({
  id: Id,
  giftId: Id,
  needId: Id,
  category: AidCategory,
  purpose: Type.String(),
  giver: Type.String(),
  /** For staff of the grid, partners and the receiver: a neighbour who gives reads that it is somebody. */
  receiver: Nullable(Type.String()),
  /** For staff and partners who hand it over. */
  address: Nullable(Type.String()),
  quantity: Count,
  state: OneOf('waiting', 'handed_over', 'cancelled'),
  receipt: Nullable(Closed({ number: Type.String(), at: Time })),
  createdAt: Time,
  can: Can('hand_over', 'cancel'),
})
export type GiftShare = Static<typeof GiftShare>

export const GiftShareAction = Closed({ id: Id, action: OneOf('hand_over', 'cancel') })
export type GiftShareAction = Static<typeof GiftShareAction>

export const GiftsQuery = Closed({ ...PageQuery })
