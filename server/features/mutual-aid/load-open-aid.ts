import type { Reader } from '../../storage/store'
import { factsOfGift } from './gift-facts'
import { type GiftRow, listGiftsLeft, listServedPairs } from './gift-repository'
import { factsOfNeed, loadSupply } from './load-facts'
import { listOpenQuestions } from './match-repository'
import type { MayMeet } from './matching/candidate-search'
import type { NeedFacts, OfferFacts } from './matching/facts'
import { listOpenNeeds, type NeedRow } from './need-repository'
import { listPartnerOffers, type OfferRow } from './offer-repository'

export interface OpenAid {
  needs: NeedRow[]
  gifts: GiftRow[]
  /** Of partners alone: what a neighbour offers is theirs to say. */
  offers: (OfferRow & { helperName: string })[]
  /** The same for the matching. */
  wanted: NeedFacts[]
  resources: OfferFacts[]
  mayMeet: MayMeet
  /** Asked and not yet answered. */
  questions: { needId: string; offerId: string }[]
}

/** What a community lacks, and what was given to it or is offered by its partners; of each at most `limit`, gifts and offers the newest. */
export async function loadOpenAid(
  reader: Reader,
  { communityId, path, now, limit }: { communityId: string; path: string; now: Date; limit: number },
): Promise<OpenAid> {
  const needs = (await listOpenNeeds(reader, communityId, path, now)).slice(0, limit)
  const gifts = await listGiftsLeft(reader, communityId, limit)
  const offers = await listPartnerOffers(reader, communityId, limit)
  const supply = await loadSupply(reader, { communityId, category: null, now })
  const factsById = new Map(supply.offers.map((facts) => [facts.id, facts]))
  const served = new Set(
    (await listServedPairs(reader, communityId)).map(({ giftId, needId }) => `${giftId} ${needId}`),
  )
  return {
    needs,
    gifts,
    offers,
    wanted: needs.map(factsOfNeed),
    resources: [...gifts.map(factsOfGift), ...offers.flatMap(({ id }) => factsById.get(id) ?? [])],
    mayMeet: (need, offer) => supply.mayMeet(need, offer) && !served.has(`${offer.id} ${need.id}`),
    questions: await listOpenQuestions(reader, communityId),
  }
}
