import { type CreateBookingRequest, LIMITS } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { hashRequest } from '../../kernel/request-hash'
import { assertSameRequest } from '../../storage/acts'
import { findStanding } from '../membership'
import { notify } from '../notifications'
import { refuseBooking } from './policy'
import { countOpenBookings, findBooking, findService, insertBooking } from './repository'
import { brokenStart, refuseStart } from './rules'

/**
 * The note is normalised already.
 * @throws Problem slot_taken; too_many_bookings; wrong_state where the service has ended; outside_service_hours; booking_in_the_past;
 * booking_too_far; invalid_request where it is no half hour
 */
export async function bookService(
  deps: Deps,
  command: CreateBookingRequest & { id: string; personId: string },
): Promise<'created' | 'exists'> {
  const { id, personId, serviceId, note = '', phone = null } = command
  const requestHash = hashRequest({ ...command, id: undefined, personId: undefined })
  const createdAt = deps.clock.now()
  const startsAt = new Date(command.startsAt)
  return deps.store.write(async (tx) => {
    const known = await findBooking(tx, id)
    if (known) {
      assertSameRequest(known, requestHash, known.residentId, personId)
      return 'exists'
    }
    const service = found(await findService(tx, serviceId))
    refuseIf(refuseBooking(await findStanding(tx, personId), service))
    if (service.state !== 'open') throw new Problem('wrong_state')
    const message = brokenStart(startsAt)
    if (message !== null) throw new Problem('invalid_request', { fields: [{ path: 'startsAt', message }] })
    refuseIf(refuseStart(JSON.parse(service.weekly), startsAt, createdAt))
    if ((await countOpenBookings(tx, personId, createdAt)) >= LIMITS.bookingsOpen)
      throw new Problem('too_many_bookings')
    const { communityId } = service
    const booking = { communityId, id, serviceId, residentId: personId, startsAt, note, phone, createdAt, requestHash }
    if ((await insertBooking(tx, booking)) !== 1) throw new Problem('slot_taken')
    await notify(tx, {
      personIds: [service.providerId],
      kind: 'service_booked',
      params: { title: service.title, at: startsAt.toISOString() },
      subject: { kind: 'booking', id },
      aboutPersonId: personId,
      at: createdAt,
    })
    return 'created'
  })
}
