import { afterAll, beforeAll, expect, test } from 'vitest'
import { awardPoints, sealDays, verifyLedgers } from '../../../server/features/ledger'
import { fromBase64 } from '../../../src/proof/bytes'
import { hashEntry } from '../../../src/proof/ledger-entry'
import { verifyInclusion } from '../../../src/proof/merkle'
import { buildTestApp, newId, type TestApp } from '../../support/build-test-app'

let t: TestApp
beforeAll(async () => {
  t = await buildTestApp()
})
afterAll(() => t.close())

const API = '/api/v1'
const act = (action: string, more: object = {}) => ({ id: newId(), action, ...more })
const bytes = (text: string) => fromBase64(text) ?? new Uint8Array(0)

/** The story of the points, told through the HTTP door: from the street's budget to a bottle of detergent, and to a proof anybody can check. */
test('from the budget to the desk, and to the proof', async () => {
  const community = t.demo.communities[0]?.id ?? ''
  const [li, zhou, secretary, street] = [
    await t.as('resident-li'),
    await t.as('resident-zhou'),
    await t.as('secretary-zhang'),
    await t.as('street-he'),
  ]

  // The street gives the community its points for the quarter; nobody else could.
  const before = await street.get(`${API}/places/${community}/account`)
  const { accountId: budget, issuance } = before.body
  const issue = { fromAccountId: issuance.accountId, toAccountId: budget, points: 500, reason: '第四季度追加预算' }
  expect((await secretary.put(`${API}/transfers/${newId()}`, issue)).status).toBe(403)
  expect((await street.put(`${API}/transfers/${newId()}`, issue)).status).toBe(201)
  const after = await secretary.get(`${API}/places/${community}/account`)
  expect(after.body).toMatchObject({ balance: before.body.balance + 500, issuance: null, can: { transfer: true } })

  // Li serves in the kitchen, and is awarded by the rule of the community; the secretary thanks Zhou, and corrects a slip.
  const award = {
    id: newId(),
    communityId: community,
    personId: li.personId,
    points: 40,
    reason: '社区食堂帮厨 4 小时',
  }
  const by = { ruleCode: 'volunteer_hours' as const, createdById: null, createdAt: t.clock.now() }
  await t.deps.store.write((tx) => awardPoints(tx, { ...award, ...by }))
  const mine = (await li.get(`${API}/me/account`)).body
  expect(mine).toMatchObject({ balance: 40, place: { id: community } })
  const neighbours = await secretary.get(`${API}/places/${community}/residents?q=${encodeURIComponent('周子涵')}`)
  expect(neighbours.body.items).toMatchObject([{ person: { id: zhou.personId, displayName: '周子涵' } }])
  const { body: where } = await secretary.get(`${API}/places/${community}/residents/${zhou.personId}/account`)
  const grant = { fromAccountId: budget, toAccountId: where.accountId, points: 100, reason: '调解停车' }
  const slip = await secretary.put(`${API}/transfers/${newId()}`, grant)
  const back = {
    ...grant,
    fromAccountId: where.accountId,
    toAccountId: budget,
    reason: '多记了',
    reversesId: slip.body.id,
  }
  expect((await secretary.put(`${API}/transfers/${newId()}`, back)).status).toBe(201)
  expect((await zhou.get(`${API}/me/account`)).body.balance).toBe(0)

  // Li redeems detergent, loses the answer, asks again, and collects it at the desk.
  const rewardId = newId()
  const reward = { placeId: community, title: '洗衣液一瓶', points: 25, stock: 1, pickup: '社区服务站' }
  expect((await secretary.put(`${API}/rewards/${rewardId}`, reward)).status).toBe(201)
  const redemptionId = newId()
  const redeemed = await li.put(`${API}/redemptions/${redemptionId}`, { rewardId })
  expect(redeemed).toMatchObject({ status: 201, body: { state: 'reserved' } })
  expect((await li.put(`${API}/redemptions/${redemptionId}`, { rewardId })).body).toEqual(redeemed.body)
  expect((await zhou.put(`${API}/redemptions/${newId()}`, { rewardId })).body.code).toBe('out_of_stock')
  const { pickupCode } = redeemed.body
  const collected = await secretary.post(`${API}/redemptions/${redemptionId}/actions`, act('collect', { pickupCode }))
  expect(collected.body.state).toBe('collected')

  // Midnight passes; the day is sealed, and Li's phone follows the entry up to the fingerprint.
  t.clock.set('2026-11-20T16:05:00.000Z')
  await sealDays(t.deps)
  const { body: totals } = await t.stranger.get(`${API}/places/${community}/ledger`)
  expect(totals).toMatchObject({ sum: 0, head: { date: '2026-11-20', size: totals.transfers } })
  const { body: proof } = await li.get(`${API}/ledger/proof?transferId=${award.id}`)
  expect(proof.head).toEqual(totals.head)
  const isIncluded = verifyInclusion({
    leafIndex: proof.leafIndex,
    treeSize: proof.treeSize,
    leafHash: hashEntry(proof.leaf),
    inclusionPath: proof.inclusionPath.map(bytes),
    rootHash: bytes(totals.head.rootHash),
  })
  expect(isIncluded).toBe(true)
  const { body: heads } = await t.stranger.get(`${API}/ledger/heads?placeId=${community}&limit=50`)
  expect(await verifyLedgers(t.deps.store.read, heads.items)).toMatchObject({ sum: 0, unsealed: 0 })
})
