import type { BookingAction, ErrorCode } from '../../../src/contract'
import { holdsRole, isStaffOf, livesIn, type Standing } from '../membership'
import { isWithin } from '../places'

/** The residents of the community, its partners, and staff of it or of a part of it. */
export function refuseReading(standing: Standing, community: { id: string; path: string }): ErrorCode | null {
  const holds = holdsRole(standing, ['partner'], community.path) || isStaffOf(standing, community.path)
  const isStaffBelow = standing.roles.some(
    (held) => isWithin(held.placePath, community.path) && isStaffOf(standing, held.placePath),
  )
  if (holds || isStaffBelow || livesIn(standing, community.path)) return null
  return standing.homes.some(({ communityId }) => communityId === community.id) ? 'not_verified' : 'not_found'
}

/** The directory is kept by the secretary; a partner enters what it runs itself. */
export function refuseEntering(standing: Standing, community: { id: string; path: string }): ErrorCode | null {
  if (holdsRole(standing, ['secretary', 'partner'], community.path)) return null
  return refuseReading(standing, community) ?? 'not_allowed'
}

export interface ServiceOfPolicy {
  communityId: string
  communityPath: string
  providerId: string
}

const communityOf = ({ communityId, communityPath }: ServiceOfPolicy) => ({ id: communityId, path: communityPath })

/** Ended, and its bookings read, by whoever entered it and by the secretary. */
export function refuseMinding(standing: Standing, service: ServiceOfPolicy): ErrorCode | null {
  const mayMind = service.providerId === standing.personId || holdsRole(standing, ['secretary'], service.communityPath)
  return mayMind ? null : (refuseReading(standing, communityOf(service)) ?? 'not_allowed')
}

/** They come to homes: booked by whoever has one in the community. */
export function refuseBooking(standing: Standing, service: ServiceOfPolicy): ErrorCode | null {
  if (livesIn(standing, service.communityPath)) return null
  return refuseReading(standing, communityOf(service)) ?? 'not_allowed'
}

export interface BookingOfPolicy extends ServiceOfPolicy {
  residentId: string
}

/** A booking is between the resident and whoever minds the service. */
export function refuseReadBooking(standing: Standing, booking: BookingOfPolicy): ErrorCode | null {
  if (booking.residentId === standing.personId) return null
  return refuseMinding(standing, booking) === null ? null : 'not_found'
}

/** Either side calls it off; the provider says that it was done, the resident rates it and complains about it. */
export function refuseActOnBooking(
  standing: Standing,
  booking: BookingOfPolicy,
  verb: BookingAction['action'],
): ErrorCode | null {
  const refusal = refuseReadBooking(standing, booking)
  if (refusal !== null || verb === 'cancel') return refusal
  const isResident = booking.residentId === standing.personId
  if (verb === 'done') return refuseMinding(standing, booking)
  return isResident ? null : 'not_allowed'
}
