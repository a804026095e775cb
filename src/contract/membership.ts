import { type Static, Type } from '@sinclair/typebox'
import { LIMITS } from './limits'
import { HouseholdBrief, PlaceBrief } from './places'
import { Can, Closed, FreeText, Id, Nullable, OneOf, Time } from './primitives'

export const Relation = OneOf('owner', 'family', 'tenant')
export type Relation = Static<typeof Relation>

export const MembershipState = OneOf('pending', 'verified', 'refused', 'ended')
export type MembershipState = Static<typeof MembershipState>

export const CreateMembershipRequest = Closed({ householdId: Id, relation: Relation })
export type CreateMembershipRequest = Static<typeof CreateMembershipRequest>

export const MembershipView = Closed({
  id: Id,
  personId: Id,
  displayName: Type.String(),
  relation: Relation,
  state: MembershipState,
  refusedReason: Nullable(Type.String()),
  household: HouseholdBrief,
  building: PlaceBrief,
  grid: PlaceBrief,
  community: PlaceBrief,
  createdAt: Time,
  decidedAt: Nullable(Time),
  can: Can('verify', 'refuse', 'end'),
})
export type MembershipView = Static<typeof MembershipView>

export const MembershipAction = Closed({
  id: Id,
  action: OneOf('verify', 'refuse', 'end'),
  reason: Type.Optional(FreeText(LIMITS.reasonText)),
})
export type MembershipAction = Static<typeof MembershipAction>
