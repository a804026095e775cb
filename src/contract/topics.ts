import { type Static, Type } from '@sinclair/typebox'
import { PersonBrief } from './identity'
import { LIMITS } from './limits'
import { Meeting } from './meetings'
import { PlaceBrief } from './places'
import { Can, Closed, Count, FreeText, Id, Nullable, OneOf, PageQuery, Time } from './primitives'
import { NewTask, Task } from './projects'

/**
 * The way of a topic (议题): proposed → accepted | refused → inviting → scheduled → open → closed → reviewed → published → evaluated. What needs
 * no meeting goes from accepted to open.
 */
export const TopicState = OneOf(
  'proposed',
  'accepted',
  'refused',
  'inviting',
  'scheduled',
  'open',
  'closed',
  'reviewed',
  'published',
  'evaluated',
)
export type TopicState = Static<typeof TopicState>

/** What a topic was lifted from. */
export const TopicSource = Closed({ kind: OneOf('appeal', 'post'), id: Id })
export type TopicSource = Static<typeof TopicSource>

export const CreateTopicRequest = Closed({
  placeId: Id,
  title: FreeText(LIMITS.topicTitle),
  body: FreeText(LIMITS.topicBody),
  source: Type.Optional(TopicSource),
})
export type CreateTopicRequest = Static<typeof CreateTopicRequest>

/** 两代表一委员: a delegate of the Party congress, a deputy of the people's congress, a member of the CPPCC. */
export const CouncillorKind = OneOf('party_delegate', 'peoples_deputy', 'cppcc_member')
export type CouncillorKind = Static<typeof CouncillorKind>

/**
 * How many households stand behind a topic, of how many oblige an answer within `answerWorkingDays`, and the councillors who second it.
 */
export const Support = Closed({
  households: Count,
  needed: Count,
  answerWorkingDays: Count,
  supported: Type.Boolean(),
  seconds: Type.Array(Closed({ displayName: Type.String(), kind: CouncillorKind })),
})
export type Support = Static<typeof Support>

export const SupportAnswer = Closed({ supported: Type.Boolean(), households: Count, needed: Count })
export type SupportAnswer = Static<typeof SupportAnswer>

export const TopicStep = OneOf(
  'propose',
  'second',
  'support_reached',
  'accept',
  'refuse',
  'invite',
  'schedule',
  'open',
  'close',
  'publish_minutes',
  'review',
  'publish',
  'task_done',
  'evaluate',
  'low_rating',
  'answer',
)
export type TopicStep = Static<typeof TopicStep>

/** One line of the thread from the first opinion to the rating: never changed, never taken away. `by` is an office, never a name. */
export const TopicEvent = Closed({
  sequence: Count,
  step: TopicStep,
  by: OneOf('resident', 'councillor', 'host', 'secretary', 'clock'),
  from: Nullable(TopicState),
  to: TopicState,
  text: Nullable(Type.String()),
  at: Time,
})
export type TopicEvent = Static<typeof TopicEvent>

const TopicCan = Can(
  'support',
  'second',
  'accept',
  'refuse',
  'invite',
  'schedule',
  'open',
  'close',
  'review',
  'publish',
  'answer',
  'confirm',
  'decline',
  'attend',
  'attest',
  'evaluate',
  'state',
  'vote',
  'moderate',
  'writeMinutes',
  'publishMinutes',
  'download',
)

/** What the topics of a place are listed by. `overdue`: an answer was due and has not come. */
export const TopicLine = Closed({
  id: Id,
  placeId: Id,
  place: PlaceBrief,
  title: Type.String(),
  state: TopicState,
  households: Count,
  needed: Count,
  seconds: Count,
  statements: Count,
  closesAt: Nullable(Time),
  meetingAt: Nullable(Time),
  answerDueAt: Nullable(Time),
  overdue: Type.Boolean(),
  stars: Nullable(Type.Number()),
  ratings: Count,
  createdAt: Time,
  can: Can('support', 'vote', 'evaluate'),
})
export type TopicLine = Static<typeof TopicLine>

/** Mean stars, and what the secretary says to low ones; `answerDueAt` while that is owed. */
export const Evaluation = Closed({
  ratings: Count,
  stars: Nullable(Type.Number()),
  mine: Nullable(Type.Integer({ minimum: 1, maximum: 5 })),
  answerDueAt: Nullable(Time),
  answer: Nullable(Type.String()),
})
export type Evaluation = Static<typeof Evaluation>

export const Outcome = Closed({ text: Type.String(), pollId: Nullable(Id), publishedAt: Time, tasks: Type.Array(Task) })
export type Outcome = Static<typeof Outcome>

export const Topic = Closed({
  id: Id,
  placeId: Id,
  place: PlaceBrief,
  title: Type.String(),
  body: Type.String(),
  state: TopicState,
  /** Seen by its proposer and the secretary alone until somebody has looked at its words. */
  held: Type.Boolean(),
  source: Nullable(TopicSource),
  proposer: PersonBrief,
  support: Support,
  answerDueAt: Nullable(Time),
  overdue: Type.Boolean(),
  refusedReason: Nullable(Type.String()),
  statements: Count,
  closesAt: Nullable(Time),
  meeting: Nullable(Meeting),
  review: Nullable(Type.String()),
  outcome: Nullable(Outcome),
  evaluation: Evaluation,
  mine: Closed({ invited: Type.Boolean(), confirmed: Type.Boolean(), attended: Type.Boolean() }),
  timeline: Type.Array(TopicEvent),
  createdAt: Time,
  can: TopicCan,
})
export type Topic = Static<typeof Topic>

export const TopicsQuery = Closed({ ...PageQuery, state: Type.Optional(TopicState) })

const act = <Word extends string, More extends Parameters<typeof Closed>[0]>(action: Word, more: More) =>
  Closed({ id: Id, action: Type.Literal(action), ...more })

/**
 * By the secretary: accept … publish, publish_minutes, answer (to low ratings). By the secretary or the meeting's facilitator: attest (somebody who is
 * there without a phone). By residents: confirm (invited, or with the `code` of the invitation's QR), decline, attend, evaluate. By
 * councillors: second. `invite` names people, or places whose verified residents are invited.
 */
export const TopicAction = Type.Union([
  act('accept', {}),
  act('refuse', { reason: FreeText(LIMITS.reasonText) }),
  act('invite', {
    personIds: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: LIMITS.invitedPeople, uniqueItems: true })),
    placeIds: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: LIMITS.invitedPlaces, uniqueItems: true })),
  }),
  act('schedule', {
    meetingAt: Time,
    address: FreeText(LIMITS.meetingAddress),
    onlineUrl: Type.Optional(Type.String({ maxLength: LIMITS.meetingUrl, format: 'uri', pattern: '^https:\\/\\/' })),
    facilitatorId: Type.Optional(Id),
  }),
  act('open', { closesAt: Time }),
  act('close', {}),
  act('review', { text: FreeText(LIMITS.outcomeText) }),
  act('publish', {
    outcome: FreeText(LIMITS.outcomeText),
    pollId: Type.Optional(Id),
    tasks: Type.Optional(Type.Array(NewTask, { maxItems: LIMITS.topicTasks })),
  }),
  act('publish_minutes', {}),
  act('answer', { text: FreeText(LIMITS.outcomeText) }),
  act('attest', { personId: Id }),
  act('confirm', { code: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })) }),
  act('decline', {}),
  act('attend', { code: Type.String({ minLength: 1, maxLength: 20 }) }),
  act('evaluate', {
    stars: Type.Integer({ minimum: 1, maximum: 5 }),
    text: Type.Optional(FreeText(LIMITS.ratingText)),
  }),
  act('second', {}),
])
export type TopicAction = Static<typeof TopicAction>

/** How a community deliberates. Where nobody has said otherwise: 20 households, 5 working days, shown at once, 50 statements a person. */
export const DeliberationRules = Closed({
  supportHouseholds: Type.Integer({ minimum: 1, maximum: LIMITS.supportHouseholds }),
  answerWorkingDays: Type.Integer({ minimum: 1, maximum: LIMITS.answerWorkingDays }),
  moderatesStatements: Type.Boolean(),
  statementsPerPerson: Type.Integer({ minimum: 1, maximum: LIMITS.statementsPerPerson }),
})
export type DeliberationRules = Static<typeof DeliberationRules>

export const PlaceDeliberationRules = Closed({ ...DeliberationRules.properties, can: Can('change') })
export type PlaceDeliberationRules = Static<typeof PlaceDeliberationRules>

export const CreateCouncillorRequest = Closed({ placeId: Id, personId: Id, kind: CouncillorKind })
export type CreateCouncillorRequest = Static<typeof CreateCouncillorRequest>

export const Councillor = Closed({
  id: Id,
  placeId: Id,
  person: PersonBrief,
  kind: CouncillorKind,
  createdAt: Time,
  can: Can('dismiss'),
})
export type Councillor = Static<typeof Councillor>
