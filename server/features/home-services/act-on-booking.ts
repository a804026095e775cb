import type { BookingAction } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { recordAct } from '../../storage/acts'
import type { Tx } from '../../storage/store'
import { openAppeal } from '../appeals'
import { findStanding } from '../membership'
import { notify } from '../notifications'
import { refuseActOnBooking } from './policy'
import { addRating, type BookingRow, endBooking, findBooking, setAppeal, setStars } from './repository'
import { allowsVerb } from './rules'

/** A booking is called off, done, rated, or complained about. @throws Problem wrong_state */
export async function actOnBooking(
  deps: Deps,
  { bookingId, personId, act }: { bookingId: string; personId: string; act: BookingAction },
): Promise<void> {
  const at = deps.clock.now()
  await deps.store.write(async (tx) => {
    const booking = found(await findBooking(tx, bookingId))
    refuseIf(refuseActOnBooking(await findStanding(tx, personId), booking, act.action))
    const { id, ...body } = act
    const record = { subjectKind: 'booking', subjectId: bookingId, id, action: act.action, personId, body, at }
    if ((await recordAct(tx, record)) === 'repeated') return
    if (!allowsVerb(booking, act.action, at)) throw new Problem('wrong_state')
    if (act.action === 'complain') return complain(deps, tx, booking, { id, text: act.text, at })
    if (act.action === 'rate') return rate(tx, booking, act.stars)
    const to = act.action === 'done' ? 'done' : 'cancelled'
    if ((await endBooking(tx, bookingId, to, at)) !== 1) throw new Problem('wrong_state')
    await notify(tx, {
      personIds: [personId === booking.residentId ? booking.providerId : booking.residentId],
      kind: to === 'done' ? 'service_done' : 'service_cancelled',
      params: { title: booking.serviceTitle, at: new Date(booking.startsAt).toISOString() },
      subject: { kind: 'booking', id: bookingId },
      aboutPersonId: personId,
      at,
    })
  })
}

async function rate(tx: Tx, booking: BookingRow, stars: number): Promise<void> {
  if ((await setStars(tx, booking.id, stars)) !== 1) throw new Problem('wrong_state')
  await addRating(tx, booking.serviceId, stars)
}

/** An appeal as every other: at the desk of the resident's grid, with a due time, and closed by the resident alone. It bears the act's id. */
async function complain(
  deps: Deps,
  tx: Tx,
  booking: BookingRow,
  { id, text, at }: { id: string; text: string; at: Date },
): Promise<void> {
  if (booking.gridId === null) throw new Problem('not_allowed')
  const { homes } = await findStanding(tx, booking.residentId)
  const home = homes.find(({ gridId, state }) => gridId === booking.gridId && state === 'verified')
  await openAppeal(tx, {
    id,
    placeId: booking.gridId,
    source: 'resident',
    category: 'other',
    text: `【${booking.serviceTitle}】${text}`,
    imageIds: [],
    location: null,
    reporter: { personId: booking.residentId, householdId: home?.householdId ?? null },
    isAnonymous: true,
    isConflict: false,
    // Words about somebody's work are for the desk until it was looked at.
    isPublic: false,
    requestHash: '',
    at,
    calendar: deps.config.workingCalendar,
  })
  if ((await setAppeal(tx, booking.id, id)) !== 1) throw new Problem('wrong_state')
}
