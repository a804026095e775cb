import type {
  AidCategories,
  AidVolunteer,
  CareCircle,
  CareCircleAction,
  CareCircles,
  CreateGiftRequest,
  CreateOfferRequest,
  CreateSensorConsentRequest,
  Gift,
  GiftAction,
  GiftShare,
  GiftShareAction,
  ListLine,
  ListName,
  Match,
  MatchAction,
  MatchingRun,
  MatchProposals,
  Need,
  NeedAction,
  Offer,
  OfferAction,
  PageOf,
  SensorConsent,
  ThreeLists,
} from '../contract'
import type { HttpClient } from './http-client'

/** Needs, offers and what brings them together; care circles, gifts, and the three lists. */
export class AidApi {
  constructor(private readonly http: HttpClient) {}

  listCategories(): Promise<AidCategories> {
    return this.http.get('/aid-categories')
  }

  listNeeds(placeId: string, cursor: string | null): Promise<PageOf<Need>> {
    return this.http.get(`/places/${placeId}/needs`, { cursor })
  }

  listMyNeeds(cursor: string | null): Promise<PageOf<Need>> {
    return this.http.get('/me/needs', { cursor })
  }

  getNeed(id: string): Promise<Need> {
    return this.http.get(`/needs/${id}`)
  }

  actOnNeed(id: string, act: NeedAction): Promise<Need> {
    return this.http.post(`/needs/${id}/actions`, act)
  }

  listProposals(needId: string): Promise<MatchProposals> {
    return this.http.get(`/needs/${needId}/matches`)
  }

  ask(id: string, needId: string, offerId: string): Promise<Match> {
    return this.http.put(`/matches/${id}`, { needId, offerId })
  }

  listMyMatches(query: { needId?: string }, cursor: string | null): Promise<PageOf<Match>> {
    return this.http.get('/me/matches', { ...query, cursor })
  }

  getMatch(id: string): Promise<Match> {
    return this.http.get(`/matches/${id}`)
  }

  actOnMatch(id: string, act: MatchAction): Promise<Match> {
    return this.http.post(`/matches/${id}/actions`, act)
  }

  listMyOffers(cursor: string | null): Promise<PageOf<Offer>> {
    return this.http.get('/me/offers', { cursor })
  }

  createOffer(id: string, offer: CreateOfferRequest): Promise<Offer> {
    return this.http.put(`/offers/${id}`, offer)
  }

  actOnOffer(id: string, act: OfferAction): Promise<Offer> {
    return this.http.post(`/offers/${id}/actions`, act)
  }

  listCircles(): Promise<CareCircles> {
    return this.http.get('/me/care-circles')
  }

  getCircle(id: string): Promise<CareCircle> {
    return this.http.get(`/care-circles/${id}`)
  }

  createCircle(id: string, placeId: string): Promise<CareCircle> {
    return this.http.put(`/care-circles/${id}`, { placeId })
  }

  joinCircle(code: string): Promise<CareCircle> {
    return this.http.post('/me/care-circles', { code })
  }

  actOnCircle(id: string, act: CareCircleAction): Promise<CareCircles> {
    return this.http.post(`/care-circles/${id}/actions`, act)
  }

  listGifts(placeId: string, cursor: string | null): Promise<PageOf<Gift>> {
    return this.http.get(`/places/${placeId}/gifts`, { cursor })
  }

  createGift(id: string, gift: CreateGiftRequest): Promise<Gift> {
    return this.http.put(`/gifts/${id}`, gift)
  }

  actOnGift(id: string, act: GiftAction): Promise<Gift> {
    return this.http.post(`/gifts/${id}/actions`, act)
  }

  listShares(giftId: string | null, cursor: string | null): Promise<PageOf<GiftShare>> {
    return this.http.get(giftId === null ? '/me/gift-shares' : `/gifts/${giftId}/shares`, { cursor })
  }

  actOnShare(id: string, act: GiftShareAction): Promise<GiftShare> {
    return this.http.post(`/gift-shares/${id}/actions`, act)
  }

  getThreeLists(placeId: string): Promise<ThreeLists> {
    return this.http.get(`/places/${placeId}/three-lists`)
  }

  listLines(placeId: string, list: ListName, cursor: string | null): Promise<PageOf<ListLine>> {
    return this.http.get(`/places/${placeId}/three-lists/lines`, { list, cursor })
  }

  fetchListsWorkbook(placeId: string): Promise<string> {
    return this.http.download(`/places/${placeId}/three-lists/workbook`)
  }

  /** All open needs of a place are matched at once, and whoever fits is asked. */
  runMatching(placeId: string): Promise<MatchingRun> {
    return this.http.post(`/places/${placeId}/matching-runs`)
  }

  /** The verified volunteers of a place, or the residents of a name. */
  listVolunteers(placeId: string, named: string | null, cursor: string | null): Promise<PageOf<AidVolunteer>> {
    return this.http.get(`/places/${placeId}/volunteers`, { named, cursor })
  }

  vouch(placeId: string, personId: string): Promise<void> {
    return this.http.put(`/places/${placeId}/volunteers/${personId}`)
  }

  unvouch(placeId: string, personId: string): Promise<void> {
    return this.http.del(`/places/${placeId}/volunteers/${personId}`)
  }

  listSensorConsents(cursor: string | null): Promise<PageOf<SensorConsent>> {
    return this.http.get('/me/sensor-consents', { cursor })
  }

  giveSensorConsent(id: string, consent: CreateSensorConsentRequest): Promise<SensorConsent> {
    return this.http.put(`/sensor-consents/${id}`, consent)
  }

  actOnSensorConsent(id: string, act: { id: string; action: 'withdraw' }): Promise<SensorConsent> {
    return this.http.post(`/sensor-consents/${id}/actions`, act)
  }
}
