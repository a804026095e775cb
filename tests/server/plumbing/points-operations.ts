import { newId, type TestApp } from '../../support/build-test-app'
import { fund, openBooks } from '../ledger/points'
import { act, type Operation } from './operation'

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
  'GET /me/account': { request: () => ({ url: '/me/account' }) },
  'PATCH /me/account': { request: () => ({ url: '/me/account', body: { showInRanking: false } }) },
  'GET /accounts/{id}/transfers': { request: ({ accountId }) => ({ url: `/accounts/${accountId}/transfers` }) },
  'PUT /transfers/{id}': {
    request: ({ budgetId, accountId }) => ({
      url: `/transfers/${newId()}`,
      body: { fromAccountId: budgetId, toAccountId: accountId, points: 1, reason: '帮厨' },
    }),
  },
  'GET /places/{id}/account': { request: ({ grid }) => ({ url: `/places/${grid}/account` }) },
  'GET /places/{id}/residents': {
    request: ({ grid }) => ({ url: `/places/${grid}/residents?q=${encodeURIComponent('李')}` }),
  },
  'GET /places/{id}/residents/{personId}/account': {
    request: ({ grid, personId }) => ({ url: `/places/${grid}/residents/${personId}/account` }),
  },
  'GET /places/{id}/points-rules': { request: ({ grid }) => ({ url: `/places/${grid}/points-rules` }) },
  'PUT /points-rules/{id}': {
    request: ({ grid }) => ({
      url: `/points-rules/${newId()}`,
      body: { placeId: grid, code: 'thanks', pointsPerHour: 0, categories: [], weeklyCap: 1 },
    }),
  },
  'GET /places/{id}/points-ranking': { request: ({ grid }) => ({ url: `/places/${grid}/points-ranking` }) },
  'GET /places/{id}/ledger': { request: ({ grid }) => ({ url: `/places/${grid}/ledger` }) },
  'GET /ledger/heads': { request: () => ({ url: '/ledger/heads' }) },
  'GET /ledger/proof': { request: ({ transferId }) => ({ url: `/ledger/proof?transferId=${transferId}` }) },
  'GET /ledger/consistency': {
    request: ({ grid }) => ({ url: `/ledger/consistency?placeId=${grid}&first=1&second=1` }),
  },
  'PUT /rewards/{id}': {
    request: ({ grid }) => ({
      url: `/rewards/${newId()}`,
      body: { placeId: grid, title: '毛巾', points: 5, stock: 1 },
    }),
  },
  'GET /places/{id}/rewards': { request: ({ grid }) => ({ url: `/places/${grid}/rewards` }) },
  'POST /rewards/{id}/actions': {
    request: ({ rewardId }) => ({ url: `/rewards/${rewardId}/actions`, body: act('close') }),
  },
  'PUT /redemptions/{id}': { request: ({ rewardId }) => ({ url: `/redemptions/${newId()}`, body: { rewardId } }) },
  'GET /redemptions/{id}': { request: ({ redemptionId }) => ({ url: `/redemptions/${redemptionId}` }) },
  'POST /redemptions/{id}/actions': {
    request: ({ redemptionId }) => ({ url: `/redemptions/${redemptionId}/actions`, body: act('cancel') }),
  },
  'GET /me/redemptions': { request: () => ({ url: '/me/redemptions' }) },
  'GET /places/{id}/redemptions': { request: ({ grid }) => ({ url: `/places/${grid}/redemptions` }) },
}
