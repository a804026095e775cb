import { type Static, Type } from '@sinclair/typebox'
import { LIMITS } from './limits'
import { AidCategory, Phone, WeeklyHours } from './mutual-aid'
import { PlaceBrief } from './places'
import { Can, Closed, Count, FreeText, Id, Nullable, OneOf, PageQuery, Time } from './primitives'

/** In fen, a hundredth of a yuan; 0 is free of charge. */
export const ServicePrice = Closed({
  fen: Type.Integer({ minimum: 0, maximum: LIMITS.servicePriceFen }),
  per: OneOf('visit', 'hour', 'piece'),
})
export type ServicePrice = Static<typeof ServicePrice>

/** A home service of the community's directory (诸事帮), entered by the secretary or by the partner who runs it. */
export const CreateHomeServiceRequest = Closed({
  placeId: Id,
  title: FreeText(LIMITS.serviceTitle),
  category: AidCategory,
  about: FreeText(LIMITS.serviceAbout),
  price: ServicePrice,
  /** Where they come to, in words. */
  area: FreeText(LIMITS.serviceTitle),
  /** What shows that they may and can: a licence and its number. */
  certificate: FreeText(LIMITS.serviceTitle),
  phone: Phone,
  weekly: Type.Array(WeeklyHours, { minItems: 1, maxItems: LIMITS.offerWindows }),
})
export type CreateHomeServiceRequest = Static<typeof CreateHomeServiceRequest>

/** `stars` is the mean of those who rated it, to a tenth, null before the first. */
export const HomeService = Closed({
  id: Id,
  place: PlaceBrief,
  provider: Type.String(),
  title: Type.String(),
  category: AidCategory,
  about: Type.String(),
  price: ServicePrice,
  area: Type.String(),
  certificate: Type.String(),
  phone: Type.String(),
  weekly: Type.Array(WeeklyHours),
  stars: Nullable(Type.Number()),
  ratings: Count,
  state: OneOf('open', 'ended'),
  createdAt: Time,
  can: Can('book', 'end', 'seeBookings'),
})
export type HomeService = Static<typeof HomeService>

export const HomeServicesQuery = Closed({ ...PageQuery, category: Type.Optional(AidCategory) })
export const HomeServiceAction = Closed({ id: Id, action: OneOf('end') })
export type HomeServiceAction = Static<typeof HomeServiceAction>

/** One booking at a time begins at one hour of a service. */
export const CreateBookingRequest = Closed({
  serviceId: Id,
  startsAt: Time,
  note: Type.Optional(FreeText(LIMITS.reasonText)),
  phone: Type.Optional(Phone),
})
export type CreateBookingRequest = Static<typeof CreateBookingRequest>

/** `appealId`: the complaint about it, which is handled as every appeal is. Resident, door and phone are for the two sides alone. */
export const Booking = Closed({
  id: Id,
  service: Closed({ id: Id, title: Type.String(), phone: Type.String() }),
  resident: Closed({ id: Id, displayName: Type.String() }),
  address: Nullable(Type.String()),
  phone: Nullable(Type.String()),
  startsAt: Time,
  note: Type.String(),
  state: OneOf('booked', 'done', 'cancelled'),
  stars: Nullable(Count),
  appealId: Nullable(Id),
  createdAt: Time,
  can: Can('cancel', 'done', 'rate', 'complain'),
})
export type Booking = Static<typeof Booking>

export const BookingAction = Type.Union([
  Closed({ id: Id, action: OneOf('cancel', 'done') }),
  Closed({ id: Id, action: OneOf('rate'), stars: Type.Integer({ minimum: 1, maximum: 5 }) }),
  Closed({ id: Id, action: OneOf('complain'), text: FreeText(LIMITS.appealText) }),
])
export type BookingAction = Static<typeof BookingAction>
