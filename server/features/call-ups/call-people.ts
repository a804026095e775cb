import { type CreateCallUpRequest, LIMITS } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, refuseIf } from '../../kernel/problem'
import { hashRequest } from '../../kernel/request-hash'
import { assertSameRequest } from '../../storage/acts'
import { findStanding } from '../membership'
import { notify } from '../notifications'
import { findPlace } from '../places'
import { listReadyPeople } from '../volunteers'
import { refuseCalling } from './policy'
import { findCallUp, insertCallUp } from './repository'
import { chooseCalled, surroundings } from './rules'

/** Texts are normalised already. */
export type CallPeopleCommand = CreateCallUpRequest & { id: string; personId: string }

/** An officer calls those who agreed to be called and live within the radius. Not checked as to content: it must go out at once, and staff answer for it. */
export async function callPeople(deps: Deps, command: CallPeopleCommand): Promise<'created' | 'exists'> {
  const { id, personId, placeId, radius, text, skill = null } = command
  const requestHash = hashRequest({ placeId, radius, text, skill })
  const now = deps.clock.now()
  return deps.store.write(async (tx) => {
    const known = await findCallUp(tx, id, personId)
    if (known !== undefined) {
      assertSameRequest(known, requestHash, known.callerId, personId)
      return 'exists'
    }
    const place = found(await findPlace(tx, placeId))
    refuseIf(refuseCalling(await findStanding(tx, personId), place.path))
    const around = surroundings(place, radius)
    const buildingId = place.kind === 'building' ? place.id : null
    const called = chooseCalled(await listReadyPeople(tx, around), { skill, buildingId, callerId: personId })
    const endsAt = new Date(now.getTime() + LIMITS.callUpHours * 3_600_000)
    const { communityId } = around
    const callUp = {
      communityId,
      id,
      placeId,
      callerId: personId,
      skill,
      radius,
      text,
      createdAt: now,
      endsAt,
      requestHash,
    }
    await insertCallUp(tx, callUp, called)
    await notify(tx, {
      personIds: called.map((person) => person.personId),
      kind: 'call_up',
      params: { place: place.name, text },
      subject: { kind: 'call_up', id },
      at: now,
    })
    return 'created'
  })
}
