import type { Booking, BookingAction, HomeService } from '../../../src/contract'
import type { Standing } from '../membership'
import { refuseActOnBooking, refuseBooking, refuseMinding } from './policy'
import type { BookingRow, ServiceRow } from './repository'
import { allowsVerb } from './rules'

export function presentService(row: ServiceRow, standing: Standing): HomeService {
  const mayMind = refuseMinding(standing, row) === null
  const isOpen = row.state === 'open'
  return {
    id: row.id,
    place: { id: row.communityId, kind: 'community', name: row.communityName },
    provider: row.providerName,
    title: row.title,
    category: row.category,
    about: row.about,
    price: { fen: row.priceFen, per: row.priceUnit as HomeService['price']['per'] },
    area: row.area,
    certificate: row.certificate,
    phone: row.phone,
    weekly: JSON.parse(row.weekly),
    stars: row.ratings === 0 ? null : Math.round((10 * row.starsTotal) / row.ratings) / 10,
    ratings: row.ratings,
    state: row.state as HomeService['state'],
    createdAt: new Date(row.createdAt).toISOString(),
    can: { book: isOpen && refuseBooking(standing, row) === null, end: isOpen && mayMind, seeBookings: mayMind },
  }
}

export function presentBooking(row: BookingRow, standing: Standing, now: Date): Booking {
  const may = (verb: BookingAction['action']) =>
    refuseActOnBooking(standing, row, verb) === null && allowsVerb(row, verb, now)
  return {
    id: row.id,
    service: { id: row.serviceId, title: row.serviceTitle, phone: row.servicePhone },
    resident: { id: row.residentId, displayName: row.residentName },
    address: row.state === 'booked' || row.residentId === standing.personId ? row.address : null,
    phone: row.phone,
    startsAt: new Date(row.startsAt).toISOString(),
    note: row.note,
    state: row.state as Booking['state'],
    stars: row.stars,
    appealId: row.residentId === standing.personId ? row.appealId : null,
    createdAt: new Date(row.createdAt).toISOString(),
    can: { cancel: may('cancel'), done: may('done'), rate: may('rate'), complain: may('complain') },
  }
}
