import { newId, type TestApp } from '../../support/build-test-app'
import { fund, openBooks } from '../ledger/points'
import { act, IN_COMMUNITY, type Operation } from './operation'

/** Points of a resident of grid 1, and what they bought. */
export interface PointsWorld {
  /** The account of somebody there, a transfer to it, and something that waits for them at the desk. */
  accountId: string
  personId: string
  budgetId: string
  transferId: string
  rewardId: string
  redemptionId: string
}

export async function makePointsWorld(t: TestApp): Promise<PointsWorld> {
  const resident = await t.as('resident-li')
  const books = await openBooks(t, 100)
  const accountId = await fund(books, resident, 50)
  const { body } = await resident.get(`/api/v1/accounts/${accountId}/transfers`)
  const [rewardId, redemptionId] = [newId(), newId()]
  const reward = { placeId: books.community, title: '毛巾', points: 5, stock: 50 }
  await books.secretary.put(`/api/v1/rewards/${rewardId}`, reward)
  await resident.put(`/api/v1/redemptions/${redemptionId}`, { rewardId })
  const ids = { accountId, personId: resident.personId, budgetId: books.budget, rewardId, redemptionId }
  return { ...ids, transferId: body.items[0].id }
}

/** How the operations on points and rewards are asked for. */
export const POINTS_OPERATIONS: Record<string, Operation> = {
  'GET /me/account': { request: () => ({ url: '/me/account' }), outsiders: 404, but: { 'resident-far': 200 } },
  'PATCH /me/account': {
    request: () => ({ url: '/me/account', body: { showInRanking: false } }),
    outsiders: 404,
    but: { 'resident-far': 200 },
  },
  'GET /accounts/{id}/transfers': {
    request: ({ accountId }) => ({ url: `/accounts/${accountId}/transfers` }),
    outsiders: 404,
    but: IN_COMMUNITY,
  },
  'PUT /transfers/{id}': {
    request: ({ budgetId, accountId }) => ({
      url: `/transfers/${newId()}`,
      body: { fromAccountId: budgetId, toAccountId: accountId, points: 1, reason: '帮厨' },
    }),
    outsiders: 404,
    but: IN_COMMUNITY,
  },
  'GET /places/{id}/account': {
    request: ({ grid }) => ({ url: `/places/${grid}/account` }),
    outsiders: 404,
    but: { 'grid-officer-2': 200 },
  },
  'GET /places/{id}/residents': {
    request: ({ grid }) => ({ url: `/places/${grid}/residents?q=${encodeURIComponent('李')}` }),
    outsiders: 404,
    but: IN_COMMUNITY,
  },
  'GET /places/{id}/residents/{personId}/account': {
    request: ({ grid, personId }) => ({ url: `/places/${grid}/residents/${personId}/account` }),
    outsiders: 404,
    but: IN_COMMUNITY,
  },
  'GET /places/{id}/points-rules': {
    request: ({ grid }) => ({ url: `/places/${grid}/points-rules` }),
    outsiders: 404,
    but: { 'grid-officer-2': 200 },
  },
  'PUT /points-rules/{id}': {
    request: ({ grid }) => ({
      url: `/points-rules/${newId()}`,
      body: { placeId: grid, code: 'thanks', pointsPerHour: 0, categories: [], weeklyCap: 1 },
    }),
    outsiders: 404,
    but: IN_COMMUNITY,
  },
  'GET /places/{id}/points-ranking': {
    request: ({ grid }) => ({ url: `/places/${grid}/points-ranking` }),
    outsiders: 404,
    but: { 'grid-officer-2': 200 },
  },
  'GET /places/{id}/ledger': {
    request: ({ grid }) => ({ url: `/places/${grid}/ledger` }),
    outsiders: 200,
    stranger: 200,
  },
  'GET /ledger/heads': { request: () => ({ url: '/ledger/heads' }), outsiders: 200, stranger: 200 },
  'GET /ledger/proof': {
    request: ({ transferId }) => ({ url: `/ledger/proof?transferId=${transferId}` }),
    outsiders: 404,
    but: { 'grid-officer-2': 409 },
  },
  'GET /ledger/consistency': {
    request: ({ grid }) => ({ url: `/ledger/consistency?placeId=${grid}&first=1&second=1` }),
    outsiders: 404,
    stranger: 404,
  },
  'PUT /rewards/{id}': {
    request: ({ grid }) => ({
      url: `/rewards/${newId()}`,
      body: { placeId: grid, title: '毛巾', points: 5, stock: 1 },
    }),
    outsiders: 404,
    but: { ...IN_COMMUNITY, 'partner-bakery': 201 },
  },
  'GET /places/{id}/rewards': {
    request: ({ grid }) => ({ url: `/places/${grid}/rewards` }),
    outsiders: 404,
    but: { 'grid-officer-2': 200, 'partner-bakery': 200 },
  },
  'POST /rewards/{id}/actions': {
    request: ({ rewardId }) => ({ url: `/rewards/${rewardId}/actions`, body: act('close') }),
    outsiders: 404,
    but: { ...IN_COMMUNITY, 'partner-bakery': 403 },
  },
  'PUT /redemptions/{id}': {
    request: ({ rewardId }) => ({ url: `/redemptions/${newId()}`, body: { rewardId } }),
    outsiders: 404,
    but: { ...IN_COMMUNITY, 'partner-bakery': 403 },
  },
  'GET /redemptions/{id}': { request: ({ redemptionId }) => ({ url: `/redemptions/${redemptionId}` }), outsiders: 404 },
  'POST /redemptions/{id}/actions': {
    request: ({ redemptionId }) => ({ url: `/redemptions/${redemptionId}/actions`, body: act('cancel') }),
    outsiders: 404,
  },
  'GET /me/redemptions': { request: () => ({ url: '/me/redemptions' }), outsiders: 200 },
  'GET /places/{id}/redemptions': {
    request: ({ grid }) => ({ url: `/places/${grid}/redemptions` }),
    outsiders: 404,
    but: { ...IN_COMMUNITY, 'partner-bakery': 200 },
  },
}
