import { type CreateOfferRequest, LIMITS } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { hashRequest } from '../../kernel/request-hash'
import { assertSameRequest } from '../../storage/acts'
import { findStanding } from '../membership'
import { findWhere } from './find-where'
import { countOffers, findOffer, insertOffer, type OfferRow } from './offer-repository'
import { refuseOffering } from './policy'
import { toWindows } from './states'

export type CreateOfferCommand = CreateOfferRequest & { id: string; personId: string }

/** @throws Problem id_taken; too_many_offers; invalid_request where a window ends before it begins */
export async function createOffer(
  deps: Deps,
  command: CreateOfferCommand,
): Promise<{ outcome: 'created' | 'exists'; offer: OfferRow }> {
  const { id, personId } = command
  const requestHash = hashRequest({ ...command, id: undefined, personId: undefined })
  const at = deps.clock.now()
  return deps.store.write(async (tx) => {
    const known = await findOffer(tx, id)
    if (known) {
      assertSameRequest(known, requestHash, known.helperId, personId)
      return { outcome: 'exists', offer: known }
    }
    const where = await findWhere(tx, command.placeId, personId)
    refuseIf(refuseOffering(await findStanding(tx, personId), where.grid))
    toWindows(command.weekly)
    if ((await countOffers(tx, personId)) >= LIMITS.offersOpen) throw new Problem('too_many_offers')
    await insertOffer(tx, {
      communityId: where.communityId,
      id,
      gridId: where.grid.id,
      buildingId: where.buildingId,
      placeId: command.placeId,
      helperId: personId,
      kind: command.kind,
      categories: JSON.stringify(command.categories),
      weekly: JSON.stringify(command.weekly),
      radiusMetres: command.radiusMetres,
      perWeek: command.perWeek,
      quantity: command.quantity ?? 1,
      phone: command.phone ?? null,
      languages: JSON.stringify(command.languages ?? []),
      createdAt: at,
      requestHash,
    })
    return { outcome: 'created', offer: found(await findOffer(tx, id)) }
  })
}
