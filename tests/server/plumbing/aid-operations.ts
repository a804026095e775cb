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
  later: string
  needOfNow: object
  offerOfNow: object
}

export async function makeAidWorld(t: TestApp): Promise<AidWorld> {
  const [li, helper] = [await t.as('resident-li'), await t.as('resident-0023')]
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
    later: tomorrowAt(t, 5),
    needOfNow: needBody(t),
    offerOfNow: offerBody(t),
  }
}

export const AID_OPERATIONS: Record<string, Operation> = {
  'PUT /care-circles/{id}': { request: ({ grid }) => ({ url: `/care-circles/${newId()}`, body: { placeId: grid } }) },
  'GET /care-circles/{id}': { request: ({ aid }) => ({ url: `/care-circles/${aid.circleId}` }) },
  'GET /me/care-circles': { request: () => ({ url: '/me/care-circles' }) },
  'POST /me/care-circles': { request: () => ({ url: '/me/care-circles', body: { code: '00000000' } }) },
  'POST /care-circles/{id}/actions': {
    request: ({ aid }) => ({ url: `/care-circles/${aid.circleId}/actions`, body: act('fine') }),
  },
  'PUT /gifts/{id}': {
    request: ({ grid }) => ({
      url: `/gifts/${newId()}`,
      body: { placeId: grid, category: 'masks', purpose: '送给有老人的家庭', quantity: 10 },
    }),
  },
  'GET /gifts/{id}': { request: ({ aid }) => ({ url: `/gifts/${aid.giftId}` }) },
  'GET /places/{id}/gifts': { request: ({ grid }) => ({ url: `/places/${grid}/gifts` }) },
  'POST /gifts/{id}/actions': { request: ({ aid }) => ({ url: `/gifts/${aid.giftId}/actions`, body: act('allot') }) },
  'GET /gifts/{id}/shares': { request: ({ aid }) => ({ url: `/gifts/${aid.giftId}/shares` }) },
  'GET /me/gift-shares': { request: () => ({ url: '/me/gift-shares' }) },
  'POST /gift-shares/{id}/actions': {
    request: ({ aid }) => ({ url: `/gift-shares/${aid.shareId}/actions`, body: act('hand_over') }),
  },
  'PUT /services/{id}': { request: ({ grid }) => ({ url: `/services/${newId()}`, body: serviceBody(grid) }) },
  'GET /services/{id}': { request: ({ aid }) => ({ url: `/services/${aid.serviceId}` }) },
  'GET /places/{id}/services': { request: ({ grid }) => ({ url: `/places/${grid}/services` }) },
  'POST /services/{id}/actions': {
    request: ({ aid }) => ({ url: `/services/${aid.serviceId}/actions`, body: act('end') }),
  },
  'GET /services/{id}/bookings': { request: ({ aid }) => ({ url: `/services/${aid.serviceId}/bookings` }) },
  'PUT /bookings/{id}': {
    request: ({ aid }) => ({ url: `/bookings/${newId()}`, body: { serviceId: aid.serviceId, startsAt: aid.later } }),
  },
  'GET /bookings/{id}': { request: ({ aid }) => ({ url: `/bookings/${aid.bookingId}` }) },
  'GET /me/bookings': { request: () => ({ url: '/me/bookings' }) },
  'POST /bookings/{id}/actions': {
    request: ({ aid }) => ({ url: `/bookings/${aid.bookingId}/actions`, body: act('cancel') }),
  },
  'GET /places/{id}/three-lists': { request: ({ grid }) => ({ url: `/places/${grid}/three-lists` }) },
  'GET /places/{id}/three-lists/lines': {
    request: ({ grid }) => ({ url: `/places/${grid}/three-lists/lines?list=needs` }),
  },
  'GET /places/{id}/three-lists/workbook': { request: ({ grid }) => ({ url: `/places/${grid}/three-lists/workbook` }) },
  'GET /aid-categories': { request: () => ({ url: '/aid-categories' }) },
  'PUT /needs/{id}': { request: ({ aid }) => ({ url: `/needs/${newId()}`, body: aid.needOfNow }) },
  'GET /needs/{id}': { request: ({ aid }) => ({ url: `/needs/${aid.needId}` }) },
  'POST /needs/{id}/actions': { request: ({ aid }) => ({ url: `/needs/${aid.needId}/actions`, body: act('cancel') }) },
  'GET /needs/{id}/matches': { request: ({ aid }) => ({ url: `/needs/${aid.needId}/matches` }) },
  'GET /places/{id}/needs': { request: ({ grid }) => ({ url: `/places/${grid}/needs` }) },
  'GET /places/{id}/offers': { request: ({ grid }) => ({ url: `/places/${grid}/offers` }) },
  'GET /places/{id}/volunteers': { request: ({ grid }) => ({ url: `/places/${grid}/volunteers` }) },
  'PUT /places/{id}/volunteers/{personId}': {
    request: ({ grid, personId }) => ({ url: `/places/${grid}/volunteers/${personId}` }),
  },
  'DELETE /places/{id}/volunteers/{personId}': {
    request: ({ grid, personId }) => ({ url: `/places/${grid}/volunteers/${personId}` }),
  },
  'GET /me/needs': { request: () => ({ url: '/me/needs' }) },
  'PUT /offers/{id}': { request: ({ aid }) => ({ url: `/offers/${newId()}`, body: aid.offerOfNow }) },
  'GET /offers/{id}': { request: ({ aid }) => ({ url: `/offers/${aid.offerId}` }) },
  'POST /offers/{id}/actions': { request: ({ aid }) => ({ url: `/offers/${aid.offerId}/actions`, body: act('end') }) },
  'GET /me/offers': { request: () => ({ url: '/me/offers' }) },
  'PUT /matches/{id}': {
    request: ({ aid }) => ({ url: `/matches/${newId()}`, body: { needId: aid.needId, offerId: aid.offerId } }),
  },
  'GET /matches/{id}': { request: ({ aid }) => ({ url: `/matches/${aid.matchId}` }) },
  'POST /matches/{id}/actions': {
    request: ({ aid }) => ({ url: `/matches/${aid.matchId}/actions`, body: act('accept') }),
  },
  'GET /me/matches': { request: () => ({ url: '/me/matches' }) },
  'POST /places/{id}/matching-runs': { request: ({ grid }) => ({ url: `/places/${grid}/matching-runs` }) },
  'PUT /me/blocks/{id}': { request: () => ({ url: `/me/blocks/${newId()}` }) },
  'DELETE /me/blocks/{id}': { request: () => ({ url: `/me/blocks/${newId()}` }) },
}
