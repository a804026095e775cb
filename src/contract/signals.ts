import { type Static, Type } from '@sinclair/typebox'
import { AppealCategory, GeoPoint } from './appeals'
import { LIMITS } from './limits'
import { PlaceBrief } from './places'
import { Can, Closed, Count, FreeText, Id, Nullable, OneOf, PageQuery, Time } from './primitives'

export const SignalChannel = OneOf('12345', 'hotline', 'smoke_sensor', 'door_sensor')
export type SignalChannel = Static<typeof SignalChannel>

/**
 * What a channel sends. `signalId` is the channel's own number: the same again is answered the same. The request bears
 * `x-linli-timestamp` (seconds since 1970) and `x-linli-signature` (HMAC-SHA256 under the channel's key over `<timestamp>.<body>`, hex).
 */
export const SignalRequest = Closed({
  signalId: Type.String({ pattern: '^[0-9A-Za-z._:-]{1,64}$' }),
  channel: SignalChannel,
  placeId: Id,
  at: Time,
  text: FreeText(LIMITS.appealText),
  category: Type.Optional(AppealCategory),
  location: Type.Optional(GeoPoint),
  /** Of a sensor: names the household that consented. */
  deviceId: Type.Optional(Type.String({ pattern: '^[0-9A-Za-z._:-]{1,64}$' })),
  /** Of a door sensor: `moved` says that the door opened, which is as good as "I am fine"; without it, that it has not for long. */
  event: Type.Optional(OneOf('moved', 'silent')),
})
export type SignalRequest = Static<typeof SignalRequest>

/** `id` is what was made of it; a door that moved is only `noted`: nothing is made, and when it moved is not kept. */
export const SignalAnswer = Closed({
  signalId: Type.String(),
  outcome: OneOf('appeal', 'care_task', 'noted'),
  id: Type.Optional(Id),
})
export type SignalAnswer = Static<typeof SignalAnswer>

export const CareTaskState = OneOf('open', 'taken', 'done')
export type CareTaskState = Static<typeof CareTaskState>

/** Somebody should look in on a neighbour: for the micro-grid leader of the building, or the grid officer where there is none. */
export const CareTask = Closed({
  id: Id,
  building: PlaceBrief,
  grid: PlaceBrief,
  household: Nullable(Closed({ id: Id, number: Type.String(), floor: Type.Integer() })),
  channel: SignalChannel,
  text: Type.String(),
  state: CareTaskState,
  takenBy: Nullable(Closed({ personId: Id, displayName: Type.String() })),
  report: Nullable(Type.String()),
  dueAt: Time,
  createdAt: Time,
  doneAt: Nullable(Time),
  can: Can('take', 'finish'),
})
export type CareTask = Static<typeof CareTask>

export const CareTaskAction = Type.Union([
  Closed({ id: Id, action: OneOf('take') }),
  Closed({ id: Id, action: OneOf('finish'), report: FreeText(LIMITS.reasonText) }),
])
export type CareTaskAction = Static<typeof CareTaskAction>

export const CareTasksQuery = Closed({ ...PageQuery, state: Type.Optional(CareTaskState) })

/** An elder says yes to a sensor at their own door; ending it is as easy. */
export const CreateSensorConsentRequest = Closed({
  householdId: Id,
  channel: OneOf('smoke_sensor', 'door_sensor'),
  deviceId: Type.String({ pattern: '^[0-9A-Za-z._:-]{1,64}$' }),
})
export type CreateSensorConsentRequest = Static<typeof CreateSensorConsentRequest>

export const SensorConsent = Closed({
  id: Id,
  householdId: Id,
  channel: OneOf('smoke_sensor', 'door_sensor'),
  deviceId: Type.String(),
  givenAt: Time,
  withdrawnAt: Nullable(Time),
  can: Can('withdraw'),
})
export type SensorConsent = Static<typeof SensorConsent>

export const SensorConsentAction = Closed({ id: Id, action: OneOf('withdraw') })

/** Why a row of an imported file was not taken; `row` counts from 1, the heading aside. */
export const RefusedRow = Closed({
  row: Type.Integer({ minimum: 1 }),
  column: Nullable(Type.String()),
  reason: Type.String(),
})
export type RefusedRow = Static<typeof RefusedRow>

/** A file of cases from another system (body text/csv or xlsx): what can be taken is, and every row that is not is named. */
export const ImportBatch = Closed({
  id: Id,
  placeId: Id,
  rows: Count,
  accepted: Count,
  refused: Type.Array(RefusedRow),
  createdAt: Time,
})
export type ImportBatch = Static<typeof ImportBatch>

export const ImportQuery = Closed({ channel: OneOf('12345', 'hotline') })
