import { type Static, Type } from '@sinclair/typebox'
import { PersonBrief } from './identity'
import { LIMITS } from './limits'
import { PlaceBrief } from './places'
import { Can, Closed, Count, FreeText, Id, Nullable, OneOf, PageQuery, Time } from './primitives'

const Stock = Type.Integer({ minimum: 0, maximum: LIMITS.rewardStock })

/** `pickup` tells where and when it is collected. */
export const CreateRewardRequest = Closed({
  placeId: Id,
  title: FreeText(LIMITS.rewardTitle),
  points: Type.Integer({ minimum: 1, maximum: LIMITS.rewardPoints }),
  stock: Stock,
  pickup: Type.Optional(FreeText(LIMITS.rewardPickup)),
})
export type CreateRewardRequest = Static<typeof CreateRewardRequest>

export const RewardState = OneOf('open', 'closed')
export type RewardState = Static<typeof RewardState>

/** `stock` is what is left, `reserved` what waits at the desk. */
export const Reward = Closed({
  id: Id,
  placeId: Id,
  title: Type.String(),
  points: Count,
  stock: Count,
  reserved: Count,
  pickup: Nullable(Type.String()),
  state: RewardState,
  accountId: Id,
  createdAt: Time,
  can: Can('redeem', 'restock', 'close', 'reopen'),
})
export type Reward = Static<typeof Reward>

/** `restock` adds `pieces`. What is reserved stays reserved when a reward is closed. */
export const RewardAction = Closed({
  id: Id,
  action: OneOf('restock', 'close', 'reopen'),
  pieces: Type.Optional(Type.Integer({ minimum: 1, maximum: LIMITS.rewardStock })),
})
export type RewardAction = Static<typeof RewardAction>

export const CreateRedemptionRequest = Closed({ rewardId: Id })
export type CreateRedemptionRequest = Static<typeof CreateRedemptionRequest>

/** reserved → collected | cancelled | expired; the last two give the points back. */
export const RedemptionState = OneOf('reserved', 'collected', 'cancelled', 'expired')
export type RedemptionState = Static<typeof RedemptionState>

export const PickupCode = Type.String({ pattern: '^[0-9]{8}$', description: 'Eight digits' })

/** One piece of a reward, kept for somebody. `pickupCode` is shown to them alone, `person` to staff alone. */
export const Redemption = Closed({
  id: Id,
  rewardId: Id,
  title: Type.String(),
  pickup: Nullable(Type.String()),
  place: PlaceBrief,
  points: Count,
  state: RedemptionState,
  pickupCode: Nullable(PickupCode),
  person: Nullable(PersonBrief),
  transferId: Id,
  expiresAt: Time,
  createdAt: Time,
  endedAt: Nullable(Time),
  can: Can('collect', 'cancel'),
})
export type Redemption = Static<typeof Redemption>

export const RedemptionAction = Closed({
  id: Id,
  action: OneOf('collect', 'cancel'),
  pickupCode: Type.Optional(PickupCode),
})
export type RedemptionAction = Static<typeof RedemptionAction>

/** What waits at the desk of a place, or the one that bears a code. */
export const RedemptionsQuery = Closed({
  ...PageQuery,
  state: Type.Optional(RedemptionState),
  pickupCode: Type.Optional(PickupCode),
})
