import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  awardPoints,
  findPointsRule,
  pointsForMinutes,
  reverseTransfer,
  verifyLedgers,
} from '../../../server/features/ledger'
import { buildTestApp, newId, type TestApp } from '../../support/build-test-app'
import { accountOf, type Books, fund, openBooks } from './points'

let t: TestApp
let books: Books
beforeEach(async () => {
  t = await buildTestApp()
  books = await openBooks(t, 10_000)
})
afterEach(async () => {
  await verifyLedgers(t.deps.store.read, [])
  await t.close()
})

const award = (personId: string, points: number, more: object = {}) =>
  t.deps.store.write((tx) =>
    awardPoints(tx, {
      id: newId(),
      communityId: books.community,
      personId,
      ruleCode: 'volunteer_hours',
      points,
      reason: '食堂帮厨',
      createdById: null,
      createdAt: t.clock.now(),
      ...more,
    }),
  )

describe('what is earned by a rule', () => {
  test('names the rule and its version, and counts towards the week', async () => {
    const resident = await t.as('resident-li')
    expect(await award(resident.personId, 30)).toEqual({ outcome: 'awarded', points: 30 })
    const account = await resident.get('/api/v1/me/account')
    expect(account.body).toMatchObject({
      balance: 30,
      earnedThisWeek: [
        { rule: 'thanks', points: 0, weeklyCap: 20 },
        { rule: 'volunteer_hours', points: 30, weeklyCap: 200 },
      ],
    })
    const { body } = await resident.get(`/api/v1/accounts/${account.body.accountId}/transfers`)
    expect(body.items[0]).toMatchObject({
      kind: 'award',
      reason: '食堂帮厨',
      rule: { code: 'volunteer_hours', version: 1 },
    })
  })

  test('is cut at the cap, then nothing; on Monday it begins anew', async () => {
    const { personId } = await t.as('resident-li')
    t.clock.set('2026-11-22T15:59:00.000Z') // Sunday 23:59 in Shanghai
    expect(await award(personId, 150)).toEqual({ outcome: 'awarded', points: 150 })
    expect(await award(personId, 150)).toEqual({ outcome: 'awarded', points: 50 })
    expect(await award(personId, 1)).toEqual({ outcome: 'weekly_cap_reached', points: 0 })
    t.clock.set('2026-11-22T16:00:00.000Z') // Monday 0:00
    expect(await award(personId, 150)).toEqual({ outcome: 'awarded', points: 150 })
  })

  test('under one id is one award, however often and with what remained of the cap', async () => {
    const { personId } = await t.as('resident-li')
    await award(personId, 190)
    const id = newId()
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => award(personId, 30, { id })))
    expect(outcomes.filter(({ outcome }) => outcome === 'awarded')).toEqual([{ outcome: 'awarded', points: 10 }])
    expect(outcomes.filter(({ outcome }) => outcome === 'exists')).toHaveLength(49)
    await expect(award(personId, 31, { id })).rejects.toMatchObject({ code: 'id_taken' })
  })

  test('at once by many does not pass the cap', async () => {
    const resident = await t.as('resident-li')
    const outcomes = await Promise.all(Array.from({ length: 40 }, () => award(resident.personId, 7)))
    expect(outcomes.reduce((sum, { points }) => sum + points, 0)).toBe(200)
    expect((await accountOf(resident)).balance).toBe(200)
  })

  test('that is taken back gives its room back', async () => {
    const { personId } = await t.as('resident-li')
    const id = newId()
    await award(personId, 200, { id })
    const createdAt = t.clock.now()
    const back = { id: newId(), reversesId: id, createdById: null, createdAt, reason: null }
    await t.deps.store.write((tx) => reverseTransfer(tx, back))
    expect(await award(personId, 60)).toEqual({ outcome: 'awarded', points: 60 })
  })

  test('from an empty budget is not there, and no cap is used up', async () => {
    const { inBudget } = (await t.stranger.get(`/api/v1/places/${books.community}/ledger`)).body
    const everybody = Array.from(
      { length: Math.ceil(inBudget / 200) },
      (_, index) => `resident-${String(index + 1).padStart(4, '0')}`,
    )
    for (const persona of everybody) await award((await t.as(persona)).personId, 200)
    const resident = await t.as('resident-li')
    expect(await award(resident.personId, 50)).toEqual({ outcome: 'not_enough_points', points: 0 })
    const { body } = await resident.get('/api/v1/me/account')
    expect(body.earnedThisWeek).toContainEqual({ rule: 'volunteer_hours', points: 0, weeklyCap: 200 })
  })
})

describe('rules', () => {
  test('are data with versions: the next one holds for what comes after, and the old one stays', async () => {
    const { personId } = await t.as('resident-li')
    await award(personId, 100)
    const rule = {
      placeId: books.community,
      code: 'volunteer_hours',
      pointsPerHour: 12,
      categories: [{ category: '助老', pointsPerHour: 15 }],
      weeklyCap: 110,
    }
    const id = newId()
    const made = await books.secretary.put(`/api/v1/points-rules/${id}`, rule)
    expect(made).toMatchObject({ status: 201, body: { version: 2, weeklyCap: 110, can: { replace: true } } })
    expect((await books.secretary.put(`/api/v1/points-rules/${id}`, rule)).status).toBe(200)
    expect((await books.secretary.put(`/api/v1/points-rules/${id}`, { ...rule, weeklyCap: 1 })).status).toBe(409)
    expect(await award(personId, 30)).toEqual({ outcome: 'awarded', points: 10 })
    const now = await t.stranger
      .get('/api/v1/demo')
      .then(async () => (await t.as('resident-li')).get(`/api/v1/places/${books.community}/points-rules`))
    expect(now.body.items.map((item: { code: string; version: number }) => `${item.code} ${item.version}`)).toEqual([
      'thanks 1',
      'volunteer_hours 2',
    ])
    const all = await books.secretary.get(`/api/v1/places/${books.community}/points-rules?history=true`)
    expect(all.body.items).toHaveLength(3)
    const rates = await findPointsRule(t.deps.store.read, books.community, 'volunteer_hours')
    expect(rates).toMatchObject({ version: 2, pointsPerHour: 12, weeklyCap: 110 })
    expect(rates && pointsForMinutes(rates, '助老', 90)).toBe(22)
    expect(rates && pointsForMinutes(rates, '其他', 89)).toBe(17)
  })

  test.each([
    ['resident-li', 403],
    ['street-he', 403],
    ['grid-officer-wang', 403],
    ['secretary-other', 404],
    ['resident-far', 404],
    ['newcomer', 404],
  ] as const)('%s writes none', async (persona, status) => {
    const rule = { placeId: books.community, code: 'thanks', pointsPerHour: 0, categories: [], weeklyCap: null }
    expect((await (await t.as(persona)).put(`/api/v1/points-rules/${newId()}`, rule)).status).toBe(status)
  })

  test('two at once are two versions', async () => {
    const write = (weeklyCap: number) =>
      books.secretary.put(`/api/v1/points-rules/${newId()}`, {
        placeId: books.community,
        code: 'thanks',
        pointsPerHour: 0,
        categories: [],
        weeklyCap,
      })
    const answers = await Promise.all([10, 20, 30, 40].map(write))
    expect(answers.map(({ body }) => body.version).sort()).toEqual([2, 3, 4, 5])
  })

  test('a category does not stand twice in one', async () => {
    const categories = [
      { category: '助老', pointsPerHour: 1 },
      { category: ' 助老 ', pointsPerHour: 2 },
    ]
    const rule = { placeId: books.community, code: 'thanks', pointsPerHour: 0, categories, weeklyCap: null }
    expect((await books.secretary.put(`/api/v1/points-rules/${newId()}`, rule)).status).toBe(400)
  })
})

test('however neighbours thank each other, in loops and at once, nobody earns more than the cap in a week', async () => {
  const people = await Promise.all(
    ['resident-li', 'resident-zhou', 'resident-0001', 'resident-0002'].map((code) => t.as(code)),
  )
  for (const person of people) await fund(books, person, 300)
  const thanks = fc.record({
    from: fc.nat(3),
    to: fc.nat(3),
    points: fc.integer({ min: 1, max: 12 }),
    together: fc.boolean(),
  })
  const before = (await t.stranger.get(`/api/v1/places/${books.community}/ledger`)).body.withResidents - 1_200
  let week = 0
  await fc.assert(
    fc.asyncProperty(fc.array(thanks, { minLength: 20, maxLength: 60 }), async (history) => {
      week += 1
      t.clock.set(new Date(Date.UTC(2026, 11, 1) + week * 7 * 86_400_000).toISOString())
      const earned = new Map<string, number>()
      let underWay: Promise<void>[] = []
      for (const { from, to, points, together } of history) {
        const [giver, earner] = [people[from], people[to]]
        if (giver === undefined || earner === undefined || giver === earner) continue
        const more = { ruleCode: 'thanks', fromPersonId: giver.personId, createdById: giver.personId }
        const given = award(earner.personId, points, more).then(({ points: got }) => {
          earned.set(earner.personId, (earned.get(earner.personId) ?? 0) + got)
        })
        underWay.push(given)
        if (!together) await Promise.all(underWay.splice(0))
      }
      await Promise.all(underWay)
      underWay = []
      for (const points of earned.values()) expect(points).toBeLessThanOrEqual(20)
      const totals = await t.stranger.get(`/api/v1/places/${books.community}/ledger`)
      expect(totals.body.withResidents).toBe(1_200 + before)
    }),
    { numRuns: 15, seed: 20_261_120 },
  )
})

test('the ranking shows those who chose to appear, by what they earned this quarter, and nobody else', async () => {
  const [li, zhou, other] = [await t.as('resident-li'), await t.as('resident-zhou'), await t.as('resident-0001')]
  await award(li.personId, 30)
  await award(zhou.personId, 50)
  await award(other.personId, 90)
  await fund(books, li, 500)
  const ranking = async () => (await other.get(`/api/v1/places/${books.community}/points-ranking`)).body
  expect((await ranking()).items).toEqual([])
  for (const person of [li, zhou]) {
    const answer = await person.patch('/api/v1/me/account', { showInRanking: true })
    expect(answer).toMatchObject({ status: 200, body: { showInRanking: true } })
  }
  expect(await ranking()).toMatchObject({
    quarter: '2026-Q4',
    items: [
      { rank: 1, person: { displayName: '周子涵' }, points: 50 },
      { rank: 2, person: { displayName: '李晓梅' }, points: 30 },
    ],
  })
  await zhou.patch('/api/v1/me/account', { showInRanking: false })
  expect((await ranking()).items).toHaveLength(1)
  t.clock.set('2027-01-02T00:00:00.000Z')
  expect((await ranking()).items).toEqual([])
  expect((await (await t.as('resident-far')).get(`/api/v1/places/${books.community}/points-ranking`)).status).toBe(404)
})
