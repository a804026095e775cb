import { type Static, Type } from '@sinclair/typebox'
import { PersonBrief } from './identity'
import { LIMITS } from './limits'
import { Image } from './media'
import { Can, Closed, Count, FreeText, Id, Nullable, OneOf, PageQuery, Time } from './primitives'

/**
 * A meeting in a room and online at once. How many were invited, said they come, and were there. `facilitator`: who it is, for those who run the
 * meeting.
 */
export const Meeting = Closed({
  at: Time,
  address: Type.String(),
  onlineUrl: Nullable(Type.String()),
  facilitated: Type.Boolean(),
  facilitator: Nullable(PersonBrief),
  /** A draft only for whoever may write it. */
  minutes: Nullable(OneOf('draft', 'published')),
  invited: Count,
  confirmed: Count,
  attended: Count,
})
export type Meeting = Static<typeof Meeting>

/** What is shown in the room: a new code every 30 seconds. */
export const MeetingCode = Closed({ code: Type.String(), changesAt: Time })
export type MeetingCode = Static<typeof MeetingCode>

/** The words of a short message that invites (the secretary's phone sends it: we keep no numbers), the address it leads to, and its QR. */
export const Invitation = Closed({
  text: Type.String(),
  url: Type.String(),
  code: Type.String(),
  /** `data:image/png;base64,…` */
  qr: Type.String(),
})
export type Invitation = Static<typeof Invitation>

/** One who was invited, for those who run the meeting. */
export const Invitee = Closed({
  id: Id,
  displayName: Type.String(),
  building: Nullable(Type.String()),
  answer: OneOf('none', 'coming', 'not_coming'),
  attended: Nullable(OneOf('code', 'hand')),
  can: Can('attest'),
})
export type Invitee = Static<typeof Invitee>

/** `q`: a part of the name or of the building's. */
export const InviteesQuery = Closed({
  ...PageQuery,
  answer: Type.Optional(OneOf('none', 'coming', 'not_coming')),
  q: Type.Optional(FreeText(LIMITS.displayName)),
})

/** What to talk about, in order, made of the opinion map: what nearly all agree on is settled first, then what divides. */
export const AgendaItem = Closed({
  statementId: Nullable(Id),
  text: Type.String(),
  why: OneOf('welcome', 'agreed', 'divides', 'unheard', 'decide'),
  minutes: Count,
})
export type AgendaItem = Static<typeof AgendaItem>

export const Agenda = Closed({ items: Type.Array(AgendaItem), minutes: Count, tooFew: Type.Boolean() })
export type Agenda = Static<typeof Agenda>

const Decision = FreeText(LIMITS.decisionText)
const Assignment = Closed({
  who: FreeText(LIMITS.taskOwner),
  what: FreeText(LIMITS.decisionText),
  until: Type.String({ format: 'date', description: 'The last day, in Shanghai' }),
})

/** Who does what until when. `who` is an office or a name that its bearer agreed to see in print. */
export const WriteMinutesRequest = Closed({
  text: FreeText(LIMITS.minutesText),
  decisions: Type.Array(Decision, { maxItems: LIMITS.minutesDecisions }),
  assignments: Type.Array(Assignment, { maxItems: LIMITS.minutesDecisions }),
  imageIds: Type.Array(Id, { maxItems: LIMITS.minutesImages, uniqueItems: true }),
})
export type WriteMinutesRequest = Static<typeof WriteMinutesRequest>

/**
 * `document` is what was frozen when the minutes were published, byte for byte, and `hash` its SHA-256 in hexadecimal (FIPS 180-4): anybody can
 * check that not a letter was changed since.
 */
export const Minutes = Closed({
  topicId: Id,
  state: OneOf('draft', 'published'),
  text: Type.String(),
  decisions: Type.Array(Type.String()),
  assignments: Type.Array(Closed({ who: Type.String(), what: Type.String(), until: Type.String() })),
  images: Type.Array(Image),
  document: Nullable(Type.String()),
  hash: Nullable(Type.String()),
  publishedAt: Nullable(Time),
  can: Can('write', 'publish'),
})
export type Minutes = Static<typeof Minutes>
