import { type Static, Type } from '@sinclair/typebox'
import { GeoPoint } from './appeals'
import { LIMITS } from './limits'
import { Image } from './media'
import { PlaceBrief } from './places'
import { Can, Closed, Count, FreeText, Id, Nullable, OneOf, PageQuery, Time } from './primitives'

/** Somebody is missing. Raised by a grid officer, the community or the street (with its police desk), told to everybody in the community at once. */
export const CreateAlertRequest = Closed({
  placeId: Id,
  name: FreeText(LIMITS.displayName),
  description: FreeText(LIMITS.alertText),
  imageId: Id,
  lastPlace: FreeText(LIMITS.noticeTitle),
  lastSeenAt: Time,
  location: Type.Optional(GeoPoint),
})
export type CreateAlertRequest = Static<typeof CreateAlertRequest>

/** When it has ended, the photo is gone, and so are name and description. */
export const MissingAlert = Closed({
  id: Id,
  place: PlaceBrief,
  community: PlaceBrief,
  name: Nullable(Type.String()),
  description: Nullable(Type.String()),
  image: Nullable(Image),
  lastPlace: Type.String(),
  lastSeenAt: Time,
  location: Nullable(GeoPoint),
  state: OneOf('open', 'ended'),
  sightings: Count,
  createdAt: Time,
  endedAt: Nullable(Time),
  can: Can('end', 'report_sighting', 'see_sightings'),
})
export type MissingAlert = Static<typeof MissingAlert>

export const AlertsQuery = Closed({ ...PageQuery, state: Type.Optional(OneOf('open', 'ended')) })

export const AlertAction = Closed({ id: Id, action: OneOf('end') })
export type AlertAction = Static<typeof AlertAction>

export const SightingParams = Closed({ id: Id, sightingId: Id })

export const CreateSightingRequest = Closed({
  text: FreeText(LIMITS.reasonText),
  seenAt: Time,
  location: Type.Optional(GeoPoint),
})
export type CreateSightingRequest = Static<typeof CreateSightingRequest>

export const Sighting = Closed({
  id: Id,
  alertId: Id,
  text: Type.String(),
  seenAt: Time,
  location: Nullable(GeoPoint),
  /** Shown to those who look after the alert, and to whoever wrote it. */
  displayName: Nullable(Type.String()),
  createdAt: Time,
})
export type Sighting = Static<typeof Sighting>
