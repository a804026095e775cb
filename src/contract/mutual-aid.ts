import { type Static, Type } from '@sinclair/typebox'
import { LIMITS } from './limits'
import { Voice } from './media'
import { PlaceBrief } from './places'
import { Can, Closed, Count, FreeText, Id, Nullable, OneOf, PageQuery, Time } from './primitives'

export const AidKind = OneOf('help', 'item')
export type AidKind = Static<typeof AidKind>

export const Urgency = OneOf('normal', 'today', 'now')
export type Urgency = Static<typeof Urgency>

/** What is needed and offered, such as `carry` or `masks`: one of `GET /aid-categories`, or another word of the same form. */
export const AidCategory = Type.String({ pattern: '^[a-z][a-z0-9_-]{0,39}$' })

/** Digits as people write them; kept for the other side of an accepted match alone. */
export const Phone = Type.String({ pattern: '^\\+?[0-9][0-9 -]{4,18}[0-9]$' })

const Quantity = Type.Integer({ minimum: 1, maximum: LIMITS.aidQuantity })
const ClockTime = Type.String({
  pattern: '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$',
  description: 'HH:MM, by the clock of China',
})

/** A language as BCP 47 writes it, such as `en` or `zh-CN`. */
export const AidLanguage = Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z]{2,4})?$' })

/** Who reads a need: everybody in the community, or only its verified volunteers (and staff). */
export const NeedVisibility = OneOf('grid', 'volunteers')
export type NeedVisibility = Static<typeof NeedVisibility>

/** `weekday` 1 is Monday, 7 Sunday (ISO 8601); 0 is Sunday, too. */
export const WeeklyHours = Closed({ weekday: Type.Integer({ minimum: 0, maximum: 7 }), from: ClockTime, to: ClockTime })
export type WeeklyHours = Static<typeof WeeklyHours>

/** `placeId` is a grid or a building. `onBehalfOf` is the name of whoever it is for; they, `phone` and the door are told after acceptance alone. */
export const CreateNeedRequest = Closed({
  placeId: Id,
  kind: AidKind,
  category: AidCategory,
  text: FreeText(LIMITS.needText),
  from: Time,
  to: Time,
  urgency: Urgency,
  quantity: Type.Optional(Quantity),
  onBehalfOf: Type.Optional(FreeText(LIMITS.displayName)),
  phone: Type.Optional(Phone),
  visibility: Type.Optional(NeedVisibility),
  language: Type.Optional(AidLanguage),
  voiceId: Type.Optional(Nullable(Id)),
})
export type CreateNeedRequest = Static<typeof CreateNeedRequest>

export const NeedState = OneOf('open', 'met', 'cancelled', 'expired')
export type NeedState = Static<typeof NeedState>

/**
 * `met` is how many of `quantity` somebody has promised. `requester` and a building as `place` are for themselves and for staff: to neighbours
 * it is somebody of the grid. `voice` is for the requester and for staff who help them, where one need is read, never in a list; a helper hears
 * it with the match. `findMatches`: see who could help, and ask them.
 */
export const Need = Closed({
  id: Id,
  place: PlaceBrief,
  kind: AidKind,
  category: AidCategory,
  text: Type.String(),
  from: Time,
  to: Time,
  urgency: Urgency,
  quantity: Count,
  met: Count,
  state: NeedState,
  visibility: NeedVisibility,
  language: Nullable(Type.String()),
  requester: Nullable(Closed({ id: Id, displayName: Type.String() })),
  voice: Nullable(Voice),
  createdAt: Time,
  can: Can('findMatches', 'cancel'),
})
export type Need = Static<typeof Need>

export const NeedsQuery = Closed({
  ...PageQuery,
  kind: Type.Optional(AidKind),
  category: Type.Optional(AidCategory),
  state: Type.Optional(NeedState),
})

export const NeedAction = Closed({ id: Id, action: OneOf('cancel') })
export type NeedAction = Static<typeof NeedAction>

/** Without weekly hours: at any time. `perWeek` is how often the helper may be asked; `quantity` how many pieces there are. */
export const CreateOfferRequest = Closed({
  placeId: Id,
  kind: AidKind,
  categories: Type.Array(AidCategory, { minItems: 1, maxItems: LIMITS.offerCategories, uniqueItems: true }),
  weekly: Type.Array(WeeklyHours, { maxItems: LIMITS.offerWindows }),
  radiusMetres: Type.Integer({ minimum: LIMITS.radiusMetresMin, maximum: LIMITS.radiusMetresMax }),
  perWeek: Type.Integer({ minimum: 1, maximum: LIMITS.offerPerWeek }),
  quantity: Type.Optional(Quantity),
  phone: Type.Optional(Phone),
  languages: Type.Optional(Type.Array(AidLanguage, { maxItems: LIMITS.offerLanguages, uniqueItems: true })),
})
export type CreateOfferRequest = Static<typeof CreateOfferRequest>

export const OfferState = OneOf('open', 'paused', 'ended')
export type OfferState = Static<typeof OfferState>

export const Offer = Closed({
  id: Id,
  place: PlaceBrief,
  kind: AidKind,
  categories: Type.Array(AidCategory),
  weekly: Type.Array(WeeklyHours),
  radiusMetres: Count,
  perWeek: Count,
  quantity: Nullable(Count),
  given: Count,
  languages: Type.Array(Type.String()),
  state: OfferState,
  createdAt: Time,
  can: Can('pause', 'resume', 'end'),
})
export type Offer = Static<typeof Offer>

export const OfferAction = Closed({ id: Id, action: OneOf('pause', 'resume', 'end') })
export type OfferAction = Static<typeof OfferAction>

/** All that is said of where somebody lives before they have accepted. */
export const Distance = OneOf('same_building', 'near', 'walkable')
export type Distance = Static<typeof Distance>

export const ReasonCode = OneOf(
  'same_building',
  'near',
  'walkable',
  'free_then',
  'speaks',
  'has_pieces',
  'did_this',
  'not_asked_this_week',
)
export type ReasonCode = Static<typeof ReasonCode>

/** Who could help with a need, the best first. `score` is 0 to 100. */
export const MatchProposals = Type.Array(
  Closed({
    offerId: Id,
    score: Count,
    reasons: Type.Array(Closed({ code: ReasonCode, text: Type.String() })),
    distance: Distance,
  }),
)
export type MatchProposals = Static<typeof MatchProposals>

export const CreateMatchRequest = Closed({ needId: Id, offerId: Id })
export type CreateMatchRequest = Static<typeof CreateMatchRequest>

export const MatchState = OneOf('asked', 'accepted', 'declined', 'not_needed', 'cancelled', 'thanked', 'expired')
export type MatchState = Static<typeof MatchState>

const Contact = Closed({
  displayName: Type.String(),
  onBehalfOf: Nullable(Type.String()),
  address: Nullable(Type.String()),
  phone: Nullable(Type.String()),
})

/**
 * A helper who is asked, and what became of it. `contacts` is there after acceptance alone; the phones only where both gave theirs, and the
 * requester's door not where they ask on behalf of somebody else. Staff read both names, and no more, once one of the two has said `no_show` or
 * `unsafe`. `voice` is heard by the two while the question is open or a yes stands; not by staff, and not in a list.
 */
export const Match = Closed({
  id: Id,
  needId: Id,
  offerId: Id,
  kind: AidKind,
  category: AidCategory,
  text: Type.String(),
  from: Time,
  to: Time,
  urgency: Urgency,
  quantity: Count,
  distance: Distance,
  state: MatchState,
  isMine: Closed({ need: Type.Boolean(), offer: Type.Boolean() }),
  contacts: Nullable(Closed({ requester: Contact, helper: Contact })),
  voice: Nullable(Voice),
  stars: Nullable(Count),
  points: Nullable(Count),
  createdAt: Time,
  decidedAt: Nullable(Time),
  can: Can('accept', 'decline', 'thank', 'cancel', 'no_show', 'unsafe'),
})
export type Match = Static<typeof Match>

export const MatchesQuery = Closed({ ...PageQuery, state: Type.Optional(MatchState), needId: Type.Optional(Id) })

/** `no_show`: nobody came, said once and not before it begins; `unsafe`: something was not right. Both reach the grid officer, or the secretary. */
export const MatchAction = Type.Union([
  Closed({ id: Id, action: OneOf('accept', 'decline', 'cancel', 'no_show') }),
  Closed({
    id: Id,
    action: OneOf('thank'),
    stars: Type.Integer({ minimum: 1, maximum: 5 }),
    points: Type.Optional(Type.Integer({ minimum: 1, maximum: LIMITS.thankPoints })),
  }),
  Closed({ id: Id, action: OneOf('unsafe'), text: FreeText(LIMITS.reasonText) }),
])
export type MatchAction = Static<typeof MatchAction>

/** Needs and offers that were open, how many pieces of need found somebody, and the sum of their scores. */
export const MatchingRun = Closed({ needs: Count, offers: Count, assigned: Count, score: Count })
export type MatchingRun = Static<typeof MatchingRun>

export const AidCategories = Type.Array(Closed({ id: AidCategory, kind: AidKind, name: Type.String() }))
export type AidCategories = Static<typeof AidCategories>
