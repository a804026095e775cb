import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { verifyLedgers } from '../../../server/features/ledger'
import { buildTestApp, newId, type TestApp } from '../../support/build-test-app'
import { placesOf } from '../notices/notice-body'
import { accountOf, type Books, fund, openBooks, transfer } from './points'

let t: TestApp
let books: Books
beforeEach(async () => {
  t = await buildTestApp()
  books = await openBooks(t, 1_000)
})
afterEach(async () => {
  await verifyLedgers(t.deps.store.read, [])
  await t.close()
})

const sums = async () => {
  const { body } = await t.stranger.get(`/api/v1/places/${books.community}/ledger`)
  return { issued: body.issued, inBudget: body.inBudget, withResidents: body.withResidents, sum: body.sum }
}

describe('points from the street to the budget to a resident', () => {
  test('each step moves points, and nothing is made or lost', async () => {
    const before = await sums()
    const resident = await t.as('resident-li')
    const { accountId, balance } = await accountOf(resident)
    expect(balance).toBe(0)
    const answer = await transfer(books.secretary, books.budget, accountId, 30, { reason: '社区食堂帮厨 3 小时' })
    expect(answer).toMatchObject({
      status: 201,
      body: {
        kind: 'grant',
        fromAccountId: books.budget,
        toAccountId: accountId,
        from: { kind: 'budget' },
        to: { kind: 'resident', name: '李晓梅' },
        points: 30,
        reason: '社区食堂帮厨 3 小时',
        rule: null,
        reversesId: null,
        head: null,
        can: { reverse: true, prove: false },
      },
    })
    expect((await accountOf(resident)).balance).toBe(30)
    expect(await sums()).toEqual({
      issued: before.issued,
      inBudget: before.inBudget - 30,
      withResidents: before.withResidents + 30,
      sum: 0,
    })
    const mine = await resident.get(`/api/v1/accounts/${accountId}/transfers`)
    expect(mine.body.items).toMatchObject([{ id: answer.body.id, points: 30, can: { reverse: false } }])
    const told = await resident.get('/api/v1/me/notifications')
    expect(told.body.items[0]).toMatchObject({ kind: 'points_received', subject: { kind: 'account', id: accountId } })
    expect(told.body.items[0].text).toContain('社区食堂帮厨 3 小时')
  })

  test('the same request again is the same transfer; something else under its id is refused', async () => {
    const { accountId } = await accountOf(await t.as('resident-li'))
    const id = newId()
    expect((await transfer(books.secretary, books.budget, accountId, 10, { id })).status).toBe(201)
    const again = await Promise.all(
      Array.from({ length: 20 }, () => transfer(books.secretary, books.budget, accountId, 10, { id })),
    )
    expect(new Set(again.map(({ status }) => status))).toEqual(new Set([200]))
    const other = await transfer(books.secretary, books.budget, accountId, 11, { id })
    expect(other).toMatchObject({ status: 409, body: { code: 'id_taken' } })
    const byAnother = await transfer(books.street, books.issuance, books.budget, 10, { id })
    expect(byAnother).toMatchObject({ status: 409, body: { code: 'id_taken' } })
    expect((await accountOf(await t.as('resident-li'))).balance).toBe(10)
  })

  test('the same transfer a thousand times at once is one', async () => {
    const { accountId } = await accountOf(await t.as('resident-li'))
    const id = newId()
    const answers = await Promise.all(
      Array.from({ length: 1_000 }, () => transfer(books.secretary, books.budget, accountId, 1, { id })),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(999)
    expect((await accountOf(await t.as('resident-li'))).balance).toBe(1)
  })

  test('of many at once no more than the budget holds are made', async () => {
    const { inBudget } = await sums()
    const accounts = await Promise.all(
      Array.from({ length: 20 }, async (_, index) =>
        accountOf(await t.as(`resident-${String(index + 1).padStart(4, '0')}`)),
      ),
    )
    const points = Math.floor(inBudget / 12) - 1
    const answers = await Promise.all(
      accounts.map(({ accountId }) => transfer(books.secretary, books.budget, accountId, points)),
    )
    const made = answers.filter(({ status }) => status === 201).length
    expect(made).toBe(Math.floor(inBudget / points))
    for (const { status, body } of answers.filter(({ status }) => status !== 201))
      expect({ status, code: body.code }).toEqual({ status: 409, code: 'not_enough_points' })
    expect(await sums()).toMatchObject({ inBudget: inBudget - made * points, sum: 0 })
  })
})

describe('a mistake', () => {
  test('is taken back whole by an entry the other way, once', async () => {
    const resident = await t.as('resident-li')
    const { accountId } = await accountOf(resident)
    const { body: made } = await transfer(books.secretary, books.budget, accountId, 40)
    const reversal = { reversesId: made.id, reason: '记错了人' }
    const back = await transfer(books.secretary, accountId, books.budget, 40, reversal)
    expect(back).toMatchObject({ status: 201, body: { kind: 'reversal', reversesId: made.id, reason: '记错了人' } })
    expect((await accountOf(resident)).balance).toBe(0)
    const twice = await transfer(books.secretary, accountId, books.budget, 40, reversal)
    expect(twice).toMatchObject({ status: 409, body: { code: 'already_reversed' } })
    const list = await resident.get(`/api/v1/accounts/${accountId}/transfers`)
    expect(list.body.items.map((item: { id: string }) => item.id)).toEqual([back.body.id, made.id])
    expect(list.body.items[1]).toMatchObject({ reversedById: back.body.id })
  })

  test('taken back by two at once goes back once', async () => {
    const { accountId } = await accountOf(await t.as('resident-li'))
    const { body: made } = await transfer(books.secretary, books.budget, accountId, 40)
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => transfer(books.secretary, accountId, books.budget, 40, { reversesId: made.id })),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(answers.filter(({ body }) => body.code === 'already_reversed')).toHaveLength(9)
  })

  test('is refused where it is no mirror, or no mistake', async () => {
    const resident = await t.as('resident-li')
    const accountId = await fund(books, resident, 50)
    const { body: made } = await transfer(books.secretary, books.budget, accountId, 10)
    const issue = (await books.street.get(`/api/v1/accounts/${books.issuance}/transfers`)).body.items[0]
    const other = await accountOf(await t.as('resident-zhou'))
    const secretary = books.secretary
    const { body: back } = await transfer(secretary, accountId, books.budget, 10, { reversesId: made.id })
    const cases: [string, Promise<{ status: number; body: { code: string } }>, number, string][] = [
      [
        'other points',
        transfer(secretary, accountId, books.budget, 9, { reversesId: made.id }),
        400,
        'invalid_request',
      ],
      [
        'another account',
        transfer(secretary, other.accountId, books.budget, 10, { reversesId: made.id }),
        400,
        'invalid_request',
      ],
      [
        'not the mirror',
        transfer(secretary, books.budget, accountId, 10, { reversesId: made.id }),
        400,
        'invalid_request',
      ],
      ['a reversal', transfer(secretary, books.budget, accountId, 10, { reversesId: back.id }), 409, 'wrong_state'],
      ['nothing', transfer(secretary, accountId, books.budget, 10, { reversesId: newId() }), 404, 'not_found'],
      [
        'the street’s',
        transfer(secretary, books.budget, books.issuance, issue.points, { reversesId: issue.id }),
        403,
        'not_allowed',
      ],
    ]
    for (const [name, asked, status, code] of cases) {
      const answer = await asked
      expect({ status: answer.status, code: answer.body.code }, name).toEqual({ status, code })
    }
  })

  test('cannot take what was spent: nobody is pressed below zero', async () => {
    const { inBudget } = await sums()
    const resident = await t.as('resident-li')
    const { accountId } = await accountOf(resident)
    const { body: made } = await transfer(books.secretary, books.budget, accountId, 20)
    const rewardId = newId()
    const reward = { placeId: books.community, title: '洗衣液', points: 5, stock: 1 }
    expect((await books.secretary.put(`/api/v1/rewards/${rewardId}`, reward)).status).toBe(201)
    expect((await resident.put(`/api/v1/redemptions/${newId()}`, { rewardId })).status).toBe(201)
    const back = await transfer(books.secretary, accountId, books.budget, 20, { reversesId: made.id })
    expect(back).toMatchObject({ status: 409, body: { code: 'not_enough_points' } })
    expect(await sums()).toMatchObject({ inBudget: inBudget - 20, sum: 0 })
  })
})

describe('who may', () => {
  const WHO = [
    'resident-zhou',
    'grid-officer-wang',
    'partner-bakery',
    'newcomer',
    'resident-far',
    'secretary-other',
  ] as const
  const STRANGERS: readonly string[] = ['partner-bakery', 'newcomer', 'resident-far', 'secretary-other']

  test.each(WHO)('%s gives nothing from the budget and issues nothing', async (persona) => {
    const client = await t.as(persona)
    const { accountId } = await accountOf(await t.as('resident-li'))
    const status = STRANGERS.includes(persona) ? 404 : 403
    for (const answer of [
      await transfer(client, books.budget, accountId, 1),
      await transfer(client, books.issuance, books.budget, 1),
      await transfer(client, accountId, books.budget, 1),
      await client.get(`/api/v1/accounts/${books.budget}/transfers`),
      await client.get(`/api/v1/accounts/${accountId}/transfers`),
    ])
      expect(answer.status).toBe(status)
  })

  test('the secretary issues nothing, the street gives nothing out, and neither takes from a resident', async () => {
    const { accountId } = await accountOf(await t.as('resident-li'))
    await fund(books, await t.as('resident-li'), 10)
    const { secretary, street } = books
    for (const answer of [
      await transfer(secretary, books.issuance, books.budget, 1),
      await transfer(street, books.budget, accountId, 1),
      await transfer(secretary, accountId, books.budget, 1),
      await transfer(street, accountId, books.issuance, 1),
      await transfer(await t.as('resident-li'), accountId, books.budget, 1),
      await secretary.get(`/api/v1/accounts/${accountId}/transfers`),
    ])
      expect({ status: answer.status, code: answer.body.code }).toEqual({ status: 403, code: 'not_allowed' })
  })

  test('a budget does not reach into another community', async () => {
    const far = await accountOf(await t.as('resident-far'))
    const answer = await transfer(books.secretary, books.budget, far.accountId, 1)
    expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } })
  })

  test('somebody who waits to be verified has no account yet', async () => {
    const { buildings } = placesOf(t)
    const newcomer = await t.as('newcomer')
    expect((await newcomer.get('/api/v1/me/account')).status).toBe(404)
    const doors = await newcomer.get(`/api/v1/places/${buildings[0]}/households`)
    const asked = { householdId: doors.body.items[0].id, relation: 'tenant' }
    await newcomer.put(`/api/v1/memberships/${newId()}`, asked)
    expect(await newcomer.get('/api/v1/me/account')).toMatchObject({ status: 403, body: { code: 'not_verified' } })
    expect((await newcomer.get(`/api/v1/places/${books.community}/account`)).status).toBe(403)
  })
})

describe('a request that is not right', () => {
  test.each([
    ['no points', { points: 0 }],
    ['points taken away', { points: -5 }],
    ['half a point', { points: 1.5 }],
    ['points as text', { points: '5' }],
    ['too many points', { points: 1_000_001 }],
    ['no reason', { reason: '' }],
    ['a reason of spaces', { reason: '   ' }],
    ['a reason with a hidden character', { reason: '帮\u200b厨' }],
    ['a reason too long', { reason: '长'.repeat(301) }],
    ['an unknown field', { currency: 'CNY' }],
    ['no account', { toAccountId: 'x' }],
  ])('%s', async (_, changes) => {
    const { accountId } = await accountOf(await t.as('resident-li'))
    const body = { fromAccountId: books.budget, toAccountId: accountId, points: 5, reason: '帮厨', ...changes }
    const answer = await books.secretary.put(`/api/v1/transfers/${newId()}`, body)
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status: 400, code: 'invalid_request' })
  })

  test('the same account on both sides, and an account that is not there', async () => {
    const same = await transfer(books.secretary, books.budget, books.budget, 1)
    expect(same).toMatchObject({ status: 400, body: { fields: [{ path: 'toAccountId' }] } })
    expect((await transfer(books.secretary, books.budget, newId(), 1)).status).toBe(404)
  })
})

test('an account’s entries come in pages, newest first, stable while others are made', async () => {
  const resident = await t.as('resident-li')
  const { accountId } = await accountOf(resident)
  const made: string[] = []
  for (let index = 0; index < 7; index += 1)
    made.unshift((await transfer(books.secretary, books.budget, accountId, index + 1)).body.id)
  const url = `/api/v1/accounts/${accountId}/transfers?limit=3`
  const first = await resident.get(url)
  await transfer(books.secretary, books.budget, accountId, 9)
  const second = await resident.get(`${url}&cursor=${first.body.nextCursor}`)
  const third = await resident.get(`${url}&cursor=${second.body.nextCursor}`)
  const ids = [first, second, third].flatMap(({ body }) => body.items.map((item: { id: string }) => item.id))
  expect(ids).toEqual(made)
  expect(third.body.nextCursor).toBeNull()
})
