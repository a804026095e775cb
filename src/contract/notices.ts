import { type Static, Type } from '@sinclair/typebox'
import { LIMITS } from './limits'
import { HouseholdBrief, PlaceBrief } from './places'
import { Can, Closed, Count, FreeText, Id, Nullable, OneOf, PageQuery, Time } from './primitives'

export const NoticeLevel = OneOf('normal', 'important', 'urgent')
export type NoticeLevel = Static<typeof NoticeLevel>

export const CreateNoticeRequest = Closed({
  placeIds: Type.Array(Id, { minItems: 1, maxItems: LIMITS.noticePlaces, uniqueItems: true }),
  title: FreeText(LIMITS.noticeTitle),
  body: FreeText(LIMITS.noticeBody),
  level: NoticeLevel,
  needsReceipt: Type.Boolean(),
  publishAt: Type.Optional(Time),
  expiresAt: Type.Optional(Time),
})
export type CreateNoticeRequest = Static<typeof CreateNoticeRequest>

/** `publisher` is the place that speaks ("桂花苑社区"), never a private person. `confirmed` is the caller's own receipt. */
export const Notice = Closed({
  id: Id,
  title: Type.String(),
  body: Type.String(),
  level: NoticeLevel,
  needsReceipt: Type.Boolean(),
  confirmed: Type.Boolean(),
  publisher: PlaceBrief,
  places: Type.Array(PlaceBrief),
  publishAt: Time,
  expiresAt: Nullable(Time),
  createdAt: Time,
  can: Can('confirm', 'seeReceipts', 'remind'),
})
export type Notice = Static<typeof Notice>

/** `top` asks for what stands on the home page: urgent first, then important and unconfirmed, then newest; at most three and the urgent ones. */
export const NoticesQuery = Closed({ ...PageQuery, top: Type.Optional(Type.Boolean()) })

/** `residents` are verified people in the places, `households` their doors; a household is reached when one of its people has confirmed. */
export const Receipts = Closed({
  residents: Count,
  read: Count,
  households: Count,
  householdsReached: Count,
  unread: Type.Array(
    Closed({ personId: Id, displayName: Type.String(), building: PlaceBrief, household: HouseholdBrief }),
  ),
  nextCursor: Nullable(Type.String()),
})
export type Receipts = Static<typeof Receipts>

export const ReceiptsQuery = Closed({ ...PageQuery })

export const NoticeAction = Closed({ id: Id, action: OneOf('remind') })
export type NoticeAction = Static<typeof NoticeAction>

export const RemindAnswer = Closed({ reminded: Count })
export type RemindAnswer = Static<typeof RemindAnswer>
