import { type Language, LIMITS, type WeeklyHours } from '../../../src/contract'
import type { Reader } from '../../storage/store'
import { listOpenServices, type ServiceRow } from '../home-services'
import {
  categoryName,
  findBestOffers,
  loadOpenAid,
  matchAll,
  type NeedFacts,
  type OfferFacts,
  OfferIndex,
  type OpenAid,
  toWindows,
} from '../mutual-aid'
import { type BareLine, type Fit, joinLists, type Lists } from './rules'

/** So many of each list are looked at: more than any community has open. */
const LINES_MAX = 2_000
const SERVICES_A_NEED = 3
/** In one run a partner is proposed for one need, whatever else they could do this week. */
const HELP = 1

/**
 * The three lists of a community as they are now. Gifts and what partners offer are laid against the needs as one assignment, the same that asks
 * neighbours; what is left without any of them is shown the services that fit, which are booked and used up by nobody.
 */
export async function loadLists(
  reader: Reader,
  { communityId, path, now, language }: { communityId: string; path: string; now: Date; language: Language },
): Promise<Lists> {
  const aid = await loadOpenAid(reader, { communityId, path, now, limit: LINES_MAX })
  const services = await listOpenServices(reader, communityId, LINES_MAX)
  const matches = matchAll(aid.wanted, aid.resources, { now: now.getTime(), mayMeet: aid.mayMeet })
  const fits: Fit[] = matches.map(({ need, offer, quantity }) => ({ needId: need.id, lineId: offer.id, quantity }))
  const helped = new Set(fits.map(({ needId }) => needId))
  const unhelped = aid.wanted.filter(({ id, kind }) => kind === 'help' && !helped.has(id))
  fits.push(...servicesFor(unhelped, services, aid, now))
  return joinLists(
    {
      resources: [...aid.gifts.map(lineOfGift), ...linesOfOffers(aid, language)],
      needs: linesOfNeeds(aid),
      services: services.map(lineOfService),
    },
    fits,
  )
}

function servicesFor(
  needs: readonly NeedFacts[],
  services: readonly ServiceRow[],
  { mayMeet }: OpenAid,
  now: Date,
): Fit[] {
  const index = new OfferIndex(services.map(factsOfService))
  const options = { now: now.getTime(), count: SERVICES_A_NEED, mayMeet }
  return needs.flatMap((need) =>
    findBestOffers(need, index, options).map(({ offer }) => ({ needId: need.id, lineId: offer.id, quantity: HELP })),
  )
}

/** A service comes to every door of its community, in its hours. */
function factsOfService(service: ServiceRow): OfferFacts {
  return {
    id: service.id,
    personId: service.providerId,
    communityId: service.communityId,
    gridId: '',
    buildingId: `service ${service.id}`,
    point: null,
    kind: 'help',
    categories: [service.category],
    isVolunteer: false,
    weekly: toWindows(JSON.parse(service.weekly) as WeeklyHours[]),
    radiusMetres: LIMITS.radiusMetresMax,
    left: HELP,
    askedThisWeek: 0,
    askedBefore: 0,
    doneByCategory: new Map(),
    stars: { sum: service.starsTotal, count: service.ratings },
  }
}

const lineOfGift = (gift: OpenAid['gifts'][number]): BareLine => ({
  id: gift.id,
  kind: 'gift',
  title: gift.purpose,
  personId: gift.giverId,
  who: gift.giverName,
  category: gift.category,
  total: gift.quantity,
  left: gift.quantity - gift.promisedQuantity,
  asked: 0,
  createdAt: gift.createdAt,
})

function linesOfOffers({ offers, resources, questions }: OpenAid, language: Language): BareLine[] {
  const left = new Map(resources.map((facts) => [facts.id, facts.left]))
  const asked = countOf(questions.map(({ offerId }) => offerId))
  return offers.map((offer) => {
    const categories = JSON.parse(offer.categories) as string[]
    return {
      id: offer.id,
      kind: 'offer',
      title: categories.map((category) => categoryName(category, language)).join(language === 'en' ? ', ' : '、'),
      personId: offer.helperId,
      who: offer.helperName,
      category: categories[0] ?? 'other',
      total: offer.kind === 'item' ? offer.quantity : offer.perWeek,
      left: left.get(offer.id) ?? 0,
      asked: asked.get(offer.id) ?? 0,
      createdAt: offer.createdAt,
    }
  })
}

function linesOfNeeds({ needs, questions }: OpenAid): BareLine[] {
  const asked = countOf(questions.map(({ needId }) => needId))
  return needs.map((need) => ({
    id: need.id,
    kind: 'need',
    title: need.text,
    personId: need.requesterId,
    who: need.requesterName,
    category: need.category,
    total: need.quantity,
    left: need.quantity - need.metQuantity,
    asked: asked.get(need.id) ?? 0,
    createdAt: need.createdAt,
  }))
}

function countOf(ids: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}

const lineOfService = (service: ServiceRow): BareLine => ({
  id: service.id,
  kind: 'service',
  title: service.title,
  personId: service.providerId,
  who: service.providerName,
  category: service.category,
  total: 0,
  left: 0,
  asked: 0,
  createdAt: service.createdAt,
})
