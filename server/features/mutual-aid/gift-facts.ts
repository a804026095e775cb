import { LIMITS } from '../../../src/contract'
import type { GiftRow } from './gift-repository'
import type { OfferFacts } from './matching/facts'

/** A gift as the matching sees it: an offer of things that lies nowhere, reaches the whole community, and whose giver has agreed already. */
export function factsOfGift(gift: GiftRow): OfferFacts {
  return {
    id: gift.id,
    personId: gift.giverId,
    communityId: gift.communityId,
    gridId: '',
    buildingId: `gift ${gift.id}`,
    point: null,
    kind: 'item',
    categories: [gift.category],
    isVolunteer: true,
    weekly: [],
    radiusMetres: LIMITS.radiusMetresMax,
    left: gift.quantity - gift.promisedQuantity,
    askedThisWeek: 0,
    askedBefore: 0,
    doneByCategory: new Map(),
    stars: { sum: 0, count: 0 },
  }
}
