import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { verifyLedgers } from '../../../server/features/ledger'
import { expireRedemptions } from '../../../server/features/rewards'
import { buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'
import { accountOf, type Books, fund, fundAll, openBooks } from '../ledger/points'

let t: TestApp
let books: Books
let resident: Client
beforeEach(async () => {
  t = await buildTestApp()
  books = await openBooks(t, 20_000)
  resident = await t.as('resident-li')
})
afterEach(async () => {
  await verifyLedgers(t.deps.store.read, [])
  await t.close()
})

async function shelve(changes: object = {}, client = books.secretary): Promise<string> {
  const id = newId(t.clock.now())
  const body = {
    placeId: books.community,
    title: '洗衣液一瓶',
    points: 20,
    stock: 3,
    pickup: '社区服务站，周一至周五 9:00–17:00',
    ...changes,
  }
  const answer = await client.put(`/api/v1/rewards/${id}`, body)
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
  return id
}

const redeem = (client: Client, rewardId: string, id = newId(t.clock.now())) =>
  client.put(`/api/v1/redemptions/${id}`, { rewardId })
const act = (client: Client, id: string, action: string, more: object = {}) =>
  client.post(`/api/v1/redemptions/${id}/actions`, { id: newId(), action, ...more })
const rewardOf = async (id: string) => {
  const { body } = await books.secretary.get(`/api/v1/places/${books.community}/rewards`)
  return body.items.find((item: { id: string }) => item.id === id)
}

describe('a reward', () => {
  test('is put on the shelf, shown to residents, restocked, closed and reopened', async () => {
    const id = await shelve()
    const listed = await resident.get(`/api/v1/places/${books.community}/rewards`)
    expect(listed.body.items).toMatchObject([
      {
        id,
        title: '洗衣液一瓶',
        points: 20,
        stock: 3,
        reserved: 0,
        state: 'open',
        can: { redeem: true, restock: false, close: false },
      },
    ])
    const change = (action: string, more: object = {}) =>
      books.secretary.post(`/api/v1/rewards/${id}/actions`, { id: newId(), action, ...more })
    expect((await change('restock', { pieces: 5 })).body.stock).toBe(8)
    expect((await change('restock')).status).toBe(400)
    expect((await change('close')).body).toMatchObject({ state: 'closed', can: { close: false, reopen: true } })
    expect((await change('close')).body.code).toBe('wrong_state')
    expect((await resident.get(`/api/v1/places/${books.community}/rewards`)).body.items).toEqual([])
    await fund(books, resident, 50)
    expect((await redeem(resident, id)).body.code).toBe('wrong_state')
    expect((await change('reopen')).body.state).toBe('open')
    expect((await redeem(resident, id)).status).toBe(201)
  })

  test('the same request again is the same reward, and restocking again is restocking once', async () => {
    const id = newId()
    const body = { placeId: books.community, title: '毛巾', points: 5, stock: 1 }
    expect((await books.secretary.put(`/api/v1/rewards/${id}`, body)).status).toBe(201)
    expect((await books.secretary.put(`/api/v1/rewards/${id}`, body)).status).toBe(200)
    expect((await books.secretary.put(`/api/v1/rewards/${id}`, { ...body, stock: 2 })).body.code).toBe('id_taken')
    const restock = { id: newId(), action: 'restock', pieces: 2 }
    for (let time = 0; time < 3; time += 1) await books.secretary.post(`/api/v1/rewards/${id}/actions`, restock)
    expect((await rewardOf(id)).stock).toBe(3)
  })

  test.each([
    ['resident-li', 403],
    ['street-he', 403],
    ['grid-officer-wang', 403],
    ['partner-bakery', 201],
    ['secretary-other', 404],
    ['resident-far', 404],
    ['newcomer', 404],
  ] as const)('put there by %s: %i', async (persona, status) => {
    const body = { placeId: books.community, title: '面包', points: 5, stock: 1 }
    const answer = await (await t.as(persona)).put(`/api/v1/rewards/${newId()}`, body)
    expect(answer.status).toBe(status)
  })

  test('a partner minds what it sponsors, and nothing else', async () => {
    const bakery = await t.as('partner-bakery')
    const own = await shelve({ title: '全麦面包' }, bakery)
    const other = await shelve()
    const close = (id: string) => bakery.post(`/api/v1/rewards/${id}/actions`, { id: newId(), action: 'close' })
    expect((await close(own)).status).toBe(200)
    expect((await close(other)).status).toBe(403)
  })

  test.each([
    ['no title', { title: ' ' }],
    ['a title too long', { title: '长'.repeat(41) }],
    ['a hidden character', { title: '洗\u200b衣液' }],
    ['no points', { points: 0 }],
    ['a stock below nothing', { stock: -1 }],
    ['a field nobody knows', { price: 3 }],
  ])('is refused with %s', async (_, changes) => {
    const body = { placeId: books.community, title: '洗衣液', points: 5, stock: 1, ...changes }
    expect((await books.secretary.put(`/api/v1/rewards/${newId()}`, body)).status).toBe(400)
  })
})

describe('redeeming', () => {
  test('keeps a piece under a code for 14 days, and takes the points', async () => {
    const rewardId = await shelve()
    const accountId = await fund(books, resident, 50)
    const id = newId()
    const answer = await redeem(resident, rewardId, id)
    expect(answer).toMatchObject({
      status: 201,
      body: {
        id,
        rewardId,
        state: 'reserved',
        points: 20,
        title: '洗衣液一瓶',
        pickupCode: expect.stringMatching(/^\d{8}$/),
        expiresAt: new Date(t.clock.now().getTime() + 14 * 86_400_000).toISOString(),
        person: null,
        can: { collect: false, cancel: true },
      },
    })
    expect((await redeem(resident, rewardId, id)).body).toEqual(answer.body)
    expect((await accountOf(resident)).balance).toBe(30)
    expect(await rewardOf(rewardId)).toMatchObject({ stock: 2, reserved: 1 })
    const { body } = await resident.get(`/api/v1/accounts/${accountId}/transfers`)
    expect(body.items[0]).toMatchObject({
      id,
      kind: 'redeem',
      points: 20,
      reason: '兑换：洗衣液一瓶',
      can: { reverse: false },
    })
    const mine = await resident.get('/api/v1/me/redemptions')
    expect(mine.body.items).toEqual([answer.body])
  })

  test('is refused without points, without stock, elsewhere, and takes nothing then', async () => {
    const rewardId = await shelve({ stock: 1 })
    expect(await redeem(resident, rewardId)).toMatchObject({ status: 409, body: { code: 'not_enough_points' } })
    await fund(books, resident, 50)
    expect((await redeem(resident, rewardId)).status).toBe(201)
    expect(await redeem(resident, rewardId)).toMatchObject({ status: 409, body: { code: 'out_of_stock' } })
    expect((await accountOf(resident)).balance).toBe(30)
    expect((await redeem(await t.as('resident-far'), rewardId)).status).toBe(404)
    expect((await redeem(await t.as('newcomer'), rewardId)).status).toBe(404)
    expect((await redeem(books.secretary, rewardId)).status).toBe(403)
    expect((await redeem(await t.as('partner-bakery'), rewardId)).status).toBe(403)
    expect((await redeem(resident, newId())).status).toBe(404)
    expect((await resident.put(`/api/v1/redemptions/${newId()}`, { rewardId, pieces: 2 })).status).toBe(400)
  })

  test('500 people at once, 20 pieces: exactly 20, and no point more or less', async () => {
    const people = await Promise.all(
      Array.from({ length: 500 }, (_, index) => t.as(`resident-${String(index + 1).padStart(4, '0')}`)),
    )
    await fundAll(t, books, people, 20)
    const rewardId = await shelve({ stock: 20 })
    const totals = async () => (await t.stranger.get(`/api/v1/places/${books.community}/ledger`)).body
    const before = await totals()
    const answers = await Promise.all(people.map((person) => redeem(person, rewardId)))
    const made = answers.filter(({ status }) => status === 201)
    expect(made).toHaveLength(20)
    expect(answers.filter(({ status, body }) => status === 409 && body.code === 'out_of_stock')).toHaveLength(480)
    expect(new Set(made.map(({ body }) => body.pickupCode)).size).toBe(20)
    expect(await rewardOf(rewardId)).toMatchObject({ stock: 0, reserved: 20 })
    const after = await totals()
    expect(after).toMatchObject({
      sum: 0,
      withResidents: before.withResidents - 400,
      inRewards: before.inRewards + 400,
    })
  }, 240_000)

  test('one person with points for two, 50 times at once: exactly two', async () => {
    const rewardId = await shelve({ stock: 50 })
    await fund(books, resident, 45)
    const answers = await Promise.all(Array.from({ length: 50 }, () => redeem(resident, rewardId)))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(2)
    expect(answers.filter(({ body }) => body.code === 'not_enough_points')).toHaveLength(48)
    expect(await rewardOf(rewardId)).toMatchObject({ stock: 48, reserved: 2 })
  })
})

describe('at the desk', () => {
  let rewardId: string
  let redemption: { id: string; pickupCode: string }
  let officer: Client
  beforeEach(async () => {
    rewardId = await shelve()
    await fund(books, resident, 50)
    redemption = (await redeem(resident, rewardId)).body
    officer = await t.as('secretary-zhang')
  })

  test('staff find it by its code and give it out against it, once', async () => {
    const { id, pickupCode } = redemption
    const found = await officer.get(`/api/v1/places/${books.community}/redemptions?pickupCode=${pickupCode}`)
    expect(found.body.items).toMatchObject([
      { id, pickupCode: null, person: { displayName: '李晓梅' }, can: { collect: true, cancel: true } },
    ])
    const wrong = pickupCode === '00000000' ? '00000001' : '00000000'
    expect(await act(officer, id, 'collect', { pickupCode: wrong })).toMatchObject({
      status: 409,
      body: { code: 'wrong_pickup_code' },
    })
    expect((await act(officer, id, 'collect')).status).toBe(400)
    const done = await act(officer, id, 'collect', { pickupCode })
    expect(done).toMatchObject({ status: 200, body: { state: 'collected', can: { collect: false, cancel: false } } })
    expect((await act(officer, id, 'collect', { pickupCode })).body.code).toBe('wrong_state')
    expect((await act(resident, id, 'cancel')).body.code).toBe('wrong_state')
    expect(await rewardOf(rewardId)).toMatchObject({ stock: 2, reserved: 0 })
    expect((await accountOf(resident)).balance).toBe(30)
  })

  test('the same act again is done once', async () => {
    const request = { id: newId(), action: 'collect', pickupCode: redemption.pickupCode }
    const url = `/api/v1/redemptions/${redemption.id}/actions`
    expect((await officer.post(url, request)).status).toBe(200)
    expect((await officer.post(url, request)).body).toMatchObject({ state: 'collected' })
    expect((await officer.post(url, { ...request, action: 'cancel', pickupCode: undefined })).body.code).toBe(
      'id_taken',
    )
  })

  test('given out and cancelled at once, it is one of the two', async () => {
    const { id, pickupCode } = redemption
    const answers = await Promise.all([
      ...Array.from({ length: 5 }, () => act(officer, id, 'collect', { pickupCode })),
      ...Array.from({ length: 5 }, () => act(resident, id, 'cancel')),
    ])
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    const { body } = await resident.get(`/api/v1/redemptions/${id}`)
    expect((await accountOf(resident)).balance).toBe(body.state === 'cancelled' ? 50 : 30)
    expect(await rewardOf(rewardId)).toMatchObject({ stock: body.state === 'cancelled' ? 3 : 2, reserved: 0 })
  })

  test.each([
    ['resident-li', 403],
    ['resident-zhou', 404],
    ['partner-bakery', 404],
    ['resident-far', 404],
    ['secretary-other', 404],
    ['grid-officer-wang', 404],
    ['newcomer', 404],
  ] as const)('%s gives nothing out: %i', async (persona, status) => {
    const { id, pickupCode } = redemption
    expect((await act(await t.as(persona), id, 'collect', { pickupCode })).status).toBe(status)
  })

  test('what waits there is for staff to see, and for the partner its own', async () => {
    const list = async (persona: string) => (await t.as(persona)).get(`/api/v1/places/${books.community}/redemptions`)
    expect((await list('secretary-zhang')).body.items).toHaveLength(1)
    expect((await list('partner-bakery')).body.items).toEqual([])
    expect((await list('resident-li')).status).toBe(403)
    expect((await list('resident-far')).status).toBe(404)
  })

  test('cancelled by its owner, or by the desk, the points come back and the piece too', async () => {
    expect(await act(resident, redemption.id, 'cancel')).toMatchObject({ status: 200, body: { state: 'cancelled' } })
    expect((await accountOf(resident)).balance).toBe(50)
    expect(await rewardOf(rewardId)).toMatchObject({ stock: 3, reserved: 0 })
    const second = (await redeem(resident, rewardId)).body
    expect((await act(officer, second.id, 'cancel')).status).toBe(200)
    const { body } = await resident.get('/api/v1/me/notifications')
    expect(body.items[0]).toMatchObject({
      kind: 'redemption_cancelled',
      subject: { kind: 'redemption', id: second.id },
    })
    expect((await accountOf(resident)).balance).toBe(50)
  })

  test('not collected in 14 days, it expires with the points back, once; two days before, its owner is told', async () => {
    t.clock.advance({ days: 11 })
    await expireRedemptions(t.deps)
    const kinds = async () =>
      (await resident.get('/api/v1/me/notifications')).body.items.map(({ kind }: { kind: string }) => kind)
    expect(await kinds()).not.toContain('redemption_expiring')
    t.clock.advance({ days: 1 })
    await expireRedemptions(t.deps)
    await expireRedemptions(t.deps)
    expect((await kinds()).filter((kind: string) => kind === 'redemption_expiring')).toHaveLength(1)
    t.clock.advance({ days: 2 })
    expect((await act(officer, redemption.id, 'collect', { pickupCode: redemption.pickupCode })).body.code).toBe(
      'wrong_state',
    )
    expect((await act(resident, redemption.id, 'cancel')).body.code).toBe('wrong_state')
    await Promise.all([expireRedemptions(t.deps), expireRedemptions(t.deps)])
    const { body } = await resident.get(`/api/v1/redemptions/${redemption.id}`)
    expect(body).toMatchObject({ state: 'expired', can: { collect: false, cancel: false } })
    expect((await accountOf(resident)).balance).toBe(50)
    expect(await rewardOf(rewardId)).toMatchObject({ stock: 3, reserved: 0 })
    expect((await kinds())[0]).toBe('redemption_expired')
  })
})
