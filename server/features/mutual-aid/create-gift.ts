import type { CreateGiftRequest } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { hashRequest } from '../../kernel/request-hash'
import { assertSameRequest } from '../../storage/acts'
import { findStanding } from '../membership'
import { checkText } from '../moderation'
import { findPlace } from '../places'
import { refuseGiving } from './gift-policy'
import { findGift, insertGift } from './gift-repository'

/** The purpose is normalised already. @throws Problem id_taken; invalid_request where the place is above a community */
export async function createGift(
  deps: Deps,
  command: CreateGiftRequest & { id: string; personId: string },
): Promise<'created' | 'exists'> {
  const { id, personId, placeId, category, purpose, quantity } = command
  const requestHash = hashRequest({ placeId, category, purpose, quantity })
  const known = await findGift(deps.store.read, id)
  if (known === undefined) {
    const { state } = await checkText(deps, { text: purpose, scene: 'post', personId })
    if (state === 'hidden')
      throw new Problem('invalid_request', { fields: [{ path: 'purpose', message: 'refused by the content check' }] })
  }
  const createdAt = deps.clock.now()
  return deps.store.write(async (tx) => {
    const again = await findGift(tx, id)
    if (again) {
      assertSameRequest(again, requestHash, again.giverId, personId)
      return 'exists'
    }
    const place = found(await findPlace(tx, placeId))
    const communityId = place.kind === 'community' ? place.id : place.communityId
    if (communityId === null)
      throw new Problem('invalid_request', { fields: [{ path: 'placeId', message: 'not in a community' }] })
    const community = found(await findPlace(tx, communityId))
    refuseIf(refuseGiving(await findStanding(tx, personId), community.path))
    await insertGift(tx, { communityId, id, giverId: personId, category, purpose, quantity, createdAt, requestHash })
    return 'created'
  })
}
