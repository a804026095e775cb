import { newId, type TestApp } from '../../support/build-test-app'
import { ask, make, needBody, offerBody } from '../mutual-aid/neighbours'
import type { Operation } from './operations'

/** A need in grid 1, an offer, and the question of the one to the other. */
export interface AidWorld {
  needId: string
  offerId: string
  matchId: string
  needOfNow: object
  offerOfNow: object
}

export async function makeAidWorld(t: TestApp): Promise<AidWorld> {
  const [li, helper] = [await t.as('resident-li'), await t.as('resident-0001')]
  const needId = await make(li, 'needs', needBody(t))
  const offerId = await make(helper, 'offers', offerBody(t))
  return { needId, offerId, matchId: await ask(li, needId, offerId), needOfNow: needBody(t), offerOfNow: offerBody(t) }
}

const act = (action: string) => ({ id: newId(), action })

export const AID_OPERATIONS: Record<string, Operation> = {
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
  'GET /me/needs': { request: () => ({ url: '/me/needs' }), outsiders: 200 },
  'PUT /offers/{id}': {
    request: ({ aid }) => ({ url: `/offers/${newId()}`, body: aid.offerOfNow }),
    outsiders: 404,
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
