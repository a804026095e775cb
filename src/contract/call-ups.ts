import { type Static, Type } from '@sinclair/typebox'
import { PersonName } from './identity'
import { LIMITS } from './limits'
import { PlaceBrief } from './places'
import { Can, Closed, Count, FreeText, Id, Nullable, OneOf, PageQuery, Time } from './primitives'

/** How far around the place people are asked: its building, its grid, its community. */
export const CallUpRadius = OneOf('building', 'grid', 'community')
export type CallUpRadius = Static<typeof CallUpRadius>

/** `placeId` is the building or grid where help is needed; without `skill` everybody who agreed is called. */
export const CreateCallUpRequest = Closed({
  placeId: Id,
  skill: Type.Optional(FreeText(LIMITS.skill)),
  radius: CallUpRadius,
  text: FreeText(LIMITS.callUpText),
})
export type CreateCallUpRequest = Static<typeof CreateCallUpRequest>

export const CallUpAnswer = OneOf('coming', 'cannot')
export type CallUpAnswer = Static<typeof CallUpAnswer>

/** Somebody who was called, as the officer sees them: never nearer than the building, and that no longer when the call-up has ended. */
export const CalledPerson = Closed({
  person: PersonName,
  building: Nullable(PlaceBrief),
  answer: Nullable(CallUpAnswer),
  minutes: Nullable(Count),
  answeredAt: Nullable(Time),
})
export type CalledPerson = Static<typeof CalledPerson>

/** `people` is for whoever called and other staff there; to the called it is empty. Those who come soonest are first. */
export const CallUp = Closed({
  id: Id,
  place: PlaceBrief,
  skill: Nullable(Type.String()),
  radius: CallUpRadius,
  text: Type.String(),
  state: OneOf('open', 'ended'),
  called: Count,
  coming: Count,
  cannot: Count,
  people: Type.Array(CalledPerson),
  mine: Nullable(Closed({ answer: Nullable(CallUpAnswer), minutes: Nullable(Count) })),
  createdAt: Time,
  endsAt: Time,
  endedAt: Nullable(Time),
  can: Can('answer', 'end', 'seePeople'),
})
export type CallUp = Static<typeof CallUp>

/** The called: `coming` with the minutes until they are there, or `cannot`; the latest answer counts. Staff: `end`. */
export const CallUpAction = Closed({
  id: Id,
  action: OneOf('coming', 'cannot', 'end'),
  minutes: Type.Optional(Type.Integer({ minimum: 0, maximum: LIMITS.comingMinutes })),
})
export type CallUpAction = Static<typeof CallUpAction>

export const CallUpsQuery = Closed({ ...PageQuery })

/** How many would be called: shown before anybody is. */
export const ReadinessQuery = Closed({ radius: CallUpRadius, skill: Type.Optional(FreeText(LIMITS.skill)) })

export const Readiness = Closed({
  ready: Count,
  skills: Type.Array(Closed({ skill: Type.String(), people: Count })),
})
export type Readiness = Static<typeof Readiness>
