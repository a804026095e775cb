import type { CreateHomeServiceRequest } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { hashRequest } from '../../kernel/request-hash'
import { assertSameRequest } from '../../storage/acts'
import { findStanding } from '../membership'
import { findPlace } from '../places'
import { refuseEntering } from './policy'
import { findService, insertService } from './repository'
import { brokenWindow } from './rules'

/** The texts are normalised already. @throws Problem id_taken; invalid_request where a window ends before it begins */
export async function createService(
  deps: Deps,
  command: CreateHomeServiceRequest & { id: string; personId: string },
): Promise<'created' | 'exists'> {
  const { id, personId, placeId, title, category, about, price, area, certificate, phone, weekly } = command
  const requestHash = hashRequest({ ...command, id: undefined, personId: undefined })
  const createdAt = deps.clock.now()
  return deps.store.write(async (tx) => {
    const known = await findService(tx, id)
    if (known) {
      assertSameRequest(known, requestHash, known.providerId, personId)
      return 'exists'
    }
    const place = found(await findPlace(tx, placeId))
    const communityId = place.kind === 'community' ? place.id : place.communityId
    if (communityId === null)
      throw new Problem('invalid_request', { fields: [{ path: 'placeId', message: 'not in a community' }] })
    const community = found(await findPlace(tx, communityId))
    refuseIf(refuseEntering(await findStanding(tx, personId), community))
    const path = brokenWindow(weekly)
    if (path !== null) throw new Problem('invalid_request', { fields: [{ path, message: 'not after from' }] })
    await insertService(tx, {
      communityId,
      id,
      providerId: personId,
      title,
      category,
      about,
      priceFen: price.fen,
      priceUnit: price.per,
      area,
      certificate,
      phone,
      weekly: JSON.stringify(weekly),
      createdAt,
      requestHash,
    })
    return 'created'
  })
}
