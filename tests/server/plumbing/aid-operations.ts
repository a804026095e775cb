import { newId, type TestApp } from '../../support/build-test-app'
import { serviceBody, tomorrowAt } from '../home-services/service-body'
import { ask, make, needBody, offerBody } from '../mutual-aid/neighbours'
import { act, type Operation } from './operation'

/** A need in grid 1, an offer, and the question of the one to the other. */
export interface AidWorld {
  needId: string
  offerId: string
  matchId: string
  circleId: string
  giftId: string
  shareId: string
  serviceId: string
  bookingId: string
  soon: string
  needOfNow: object
  offerOfNow: object
}

export async function makeAidWorld(t: TestApp): Promise<AidWorld> {
  const [li, helper] = [await t.as('resident-li'), await t.as('resident-0001')]
  const needId = await make(li, 'needs', needBody(t))
  const offerId = await make(helper, 'offers', offerBody(t))
  const soon = tomorrowAt(t, 2)
  const [serviceId, bookingId] = [newId(), newId()]
  const communityId = t.demo.communities[0]?.id ?? ''
  await (await t.as('secretary-zhang')).put(`/api/v1/services/${serviceId}`, serviceBody(communityId))
  const booking = await li.put(`/api/v1/bookings/${bookingId}`, { serviceId, startsAt: soon })
  if (booking.status !== 201) throw new Error(JSON.stringify(booking.body))
  const circleId = newId()
  const circle = await li.put(`/api/v1/care-circles/${circleId}`, { placeId: t.demo.communities[0]?.grids[0]?.id })
  if (circle.status !== 201) throw new Error(JSON.stringify(circle.body))
  const matchId = await ask(li, needId, offerId)
  const masks = needBody(t, { kind: 'item', category: 'masks', quantity: 5 })
  await make(await t.as('resident-0005'), 'needs', masks)
  const giftId = newId()
  const gift = { placeId: t.demo.communities[0]?.id, category: 'masks', purpose: '送给有老人的家庭', quantity: 5 }
  await helper.put(`/api/v1/gifts/${giftId}`, gift)
  await helper.post(`/api/v1/gifts/${giftId}/actions`, { id: newId(), action: 'allot' })
  const shares = await helper.get(`/api/v1/gifts/${giftId}/shares`)
  const shareId = shares.body.items[0].id
  return {
    needId,
    offerId,
    matchId,
    circleId,
    giftId,
    shareId,
    serviceId,
    bookingId,
    soon,
    needOfNow: needBody(t),
    offerOfNow: offerBody(t),
  }
}

/** Partners and officers of the community know of its gifts; they mind none that they did not give. */
const GIFT_READERS = { 'partner-bakery': 201, 'grid-officer-2': 201 } as const
const GIFT_KNOWN = { 'partner-bakery': 200, 'grid-officer-2': 200 } as const
const GIFT_MINDERS = { 'partner-bakery': 403, 'grid-officer-2': 403 } as const

export const AID_OPERATIONS: Record<string, Operation> = {
  'PUT /care-circles/{id}': {
    request: ({ grid }) => ({ url: `/care-circles/${newId()}`, body: { placeId: grid } }),
    outsiders: 404,
  },
  'GET /care-circles/{id}': { request: ({ aid }) => ({ url: `/care-circles/${aid.circleId}` }), outsiders: 404 },
  'GET /me/care-circles': { request: () => ({ url: '/me/care-circles' }), outsiders: 200 },
  'POST /me/care-circles': {
    request: () => ({ url: '/me/care-circles', body: { code: '00000000' } }),
    outsiders: 404,
  },
  'POST /care-circles/{id}/actions': {
    request: ({ aid }) => ({ url: `/care-circles/${aid.circleId}/actions`, body: act('fine') }),
    outsiders: 404,
  },
  'PUT /gifts/{id}': {
    request: ({ grid }) => ({
      url: `/gifts/${newId()}`,
      body: { placeId: grid, category: 'masks', purpose: '送给有老人的家庭', quantity: 10 },
    }),
    outsiders: 404,
    but: GIFT_READERS,
  },
  'GET /gifts/{id}': { request: ({ aid }) => ({ url: `/gifts/${aid.giftId}` }), outsiders: 404, but: GIFT_KNOWN },
  'GET /places/{id}/gifts': {
    request: ({ grid }) => ({ url: `/places/${grid}/gifts` }),
    outsiders: 404,
    but: GIFT_KNOWN,
  },
  'POST /gifts/{id}/actions': {
    request: ({ aid }) => ({ url: `/gifts/${aid.giftId}/actions`, body: act('allot') }),
    outsiders: 404,
    but: GIFT_MINDERS,
  },
  'GET /gifts/{id}/shares': {
    request: ({ aid }) => ({ url: `/gifts/${aid.giftId}/shares` }),
    outsiders: 404,
    but: GIFT_MINDERS,
  },
  'GET /me/gift-shares': { request: () => ({ url: '/me/gift-shares' }), outsiders: 200 },
  'POST /gift-shares/{id}/actions': {
    request: ({ aid }) => ({ url: `/gift-shares/${aid.shareId}/actions`, body: act('hand_over') }),
    outsiders: 404,
  },
  'PUT /services/{id}': {
    request: ({ grid }) => ({ url: `/services/${newId()}`, body: serviceBody(grid) }),
    outsiders: 404,
    but: { 'partner-bakery': 201, 'grid-officer-2': 403 },
  },
  'GET /services/{id}': {
    request: ({ aid }) => ({ url: `/services/${aid.serviceId}` }),
    outsiders: 404,
    but: GIFT_KNOWN,
  },
  'GET /places/{id}/services': {
    request: ({ grid }) => ({ url: `/places/${grid}/services` }),
    outsiders: 404,
    but: GIFT_KNOWN,
  },
  'POST /services/{id}/actions': {
    request: ({ aid }) => ({ url: `/services/${aid.serviceId}/actions`, body: act('end') }),
    outsiders: 404,
    but: GIFT_MINDERS,
  },
  'GET /services/{id}/bookings': {
    request: ({ aid }) => ({ url: `/services/${aid.serviceId}/bookings` }),
    outsiders: 404,
    but: GIFT_MINDERS,
  },
  'PUT /bookings/{id}': {
    request: ({ aid }) => ({ url: `/bookings/${newId()}`, body: { serviceId: aid.serviceId, startsAt: aid.soon } }),
    outsiders: 404,
    but: GIFT_MINDERS,
  },
  'GET /bookings/{id}': { request: ({ aid }) => ({ url: `/bookings/${aid.bookingId}` }), outsiders: 404 },
  'GET /me/bookings': { request: () => ({ url: '/me/bookings' }), outsiders: 200 },
  'POST /bookings/{id}/actions': {
    request: ({ aid }) => ({ url: `/bookings/${aid.bookingId}/actions`, body: act('cancel') }),
    outsiders: 404,
  },
  'GET /places/{id}/three-lists': {
    request: ({ grid }) => ({ url: `/places/${grid}/three-lists` }),
    outsiders: 404,
  },
  'GET /places/{id}/three-lists/lines': {
    request: ({ grid }) => ({ url: `/places/${grid}/three-lists/lines?list=needs` }),
    outsiders: 404,
  },
  'GET /places/{id}/three-lists/workbook': {
    request: ({ grid }) => ({ url: `/places/${grid}/three-lists/workbook` }),
    outsiders: 404,
  },
  'GET /aid-categories': { request: () => ({ url: '/aid-categories' }), outsiders: 200 },
  'PUT /needs/{id}': {
    request: ({ aid }) => ({ url: `/needs/${newId()}`, body: aid.needOfNow }),
    outsiders: 404,
  },
  'GET /needs/{id}': { request: ({ aid }) => ({ url: `/needs/${aid.needId}` }), outsiders: 404 },
  'POST /needs/{id}/actions': {
    request: ({ aid }) => ({ url: `/needs/${aid.needId}/actions`, body: act('cancel') }),
    outsiders: 404,
  },
  'GET /needs/{id}/matches': { request: ({ aid }) => ({ url: `/needs/${aid.needId}/matches` }), outsiders: 404 },
  'GET /places/{id}/needs': { request: ({ grid }) => ({ url: `/places/${grid}/needs` }), outsiders: 404 },
  'GET /places/{id}/offers': { request: ({ grid }) => ({ url: `/places/${grid}/offers` }), outsiders: 404 },
  'GET /places/{id}/volunteers': {
    request: ({ grid }) => ({ url: `/places/${grid}/volunteers` }),
    outsiders: 404,
  },
  'PUT /places/{id}/volunteers/{personId}': {
    request: ({ grid }) => ({ url: `/places/${grid}/volunteers/${newId()}` }),
    outsiders: 404,
  },
  'DELETE /places/{id}/volunteers/{personId}': {
    request: ({ grid }) => ({ url: `/places/${grid}/volunteers/${newId()}` }),
    outsiders: 404,
  },
  'GET /me/needs': { request: () => ({ url: '/me/needs' }), outsiders: 200 },
  'PUT /offers/{id}': {
    request: ({ aid }) => ({ url: `/offers/${newId()}`, body: aid.offerOfNow }),
    outsiders: 404,
    but: { 'partner-bakery': 201 },
  },
  'GET /offers/{id}': { request: ({ aid }) => ({ url: `/offers/${aid.offerId}` }), outsiders: 404 },
  'POST /offers/{id}/actions': {
    request: ({ aid }) => ({ url: `/offers/${aid.offerId}/actions`, body: act('end') }),
    outsiders: 404,
  },
  'GET /me/offers': { request: () => ({ url: '/me/offers' }), outsiders: 200 },
  'PUT /matches/{id}': {
    request: ({ aid }) => ({ url: `/matches/${newId()}`, body: { needId: aid.needId, offerId: aid.offerId } }),
    outsiders: 404,
  },
  'GET /matches/{id}': { request: ({ aid }) => ({ url: `/matches/${aid.matchId}` }), outsiders: 404 },
  'POST /matches/{id}/actions': {
    request: ({ aid }) => ({ url: `/matches/${aid.matchId}/actions`, body: act('accept') }),
    outsiders: 404,
  },
  'GET /me/matches': { request: () => ({ url: '/me/matches' }), outsiders: 200 },
  'POST /places/{id}/matching-runs': {
    request: ({ grid }) => ({ url: `/places/${grid}/matching-runs` }),
    outsiders: 404,
  },
  'PUT /me/blocks/{id}': { request: () => ({ url: `/me/blocks/${newId()}` }), outsiders: 204 },
  'DELETE /me/blocks/{id}': { request: () => ({ url: `/me/blocks/${newId()}` }), outsiders: 204 },
}
