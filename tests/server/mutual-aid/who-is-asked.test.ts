import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askInRounds } from '../../../server/features/mutual-aid'
import { pointOf } from '../../../server/features/mutual-aid/matching/point-of'
import { buildTestApp, newId, type TestApp } from '../../support/build-test-app'
import { accountOf, fund, openBooks } from '../ledger/points'
import { act, ask, make, needBody, offerBody } from './neighbours'

const API = '/api/v1'
let t: TestApp
beforeAll(async () => {
  t = await buildTestApp()
})
afterAll(() => t.close())

describe('thanks in points', () => {
  test('go from one account to the other, once, and never beyond what there is', async () => {
    const books = await openBooks(t)
    const [li, helper] = [await t.as('resident-li'), await t.as('resident-0003')]
    const offerId = await make(helper, 'offers', offerBody(t))
    const accepted = async () => {
      const matchId = await ask(li, await make(li, 'needs', needBody(t)), offerId)
      await act(helper, matchId, 'accept')
      return matchId
    }
    const poor = await accepted()
    expect(await act(li, poor, 'thank', { stars: 5, points: 6 })).toMatchObject({ body: { code: 'not_enough_points' } })
    expect((await li.get(`${API}/matches/${poor}`)).body).toMatchObject({ state: 'accepted', stars: null })
    await fund(books, li, 30)
    const id = newId()
    for (const status of [200, 200]) {
      const thanks = await li.post(`${API}/matches/${poor}/actions`, { id, action: 'thank', stars: 5, points: 6 })
      expect(thanks).toMatchObject({ status, body: { state: 'thanked', stars: 5, points: 6 } })
    }
    expect([(await accountOf(li)).balance, (await accountOf(helper)).balance]).toEqual([24, 6])
    // The week's cap leaves room for 14 more.
    expect((await act(li, await accepted(), 'thank', { stars: 4, points: 20 })).body).toMatchObject({ points: 14 })
    const full = await act(li, await accepted(), 'thank', { stars: 4, points: 1 })
    expect(full).toMatchObject({ status: 409, body: { code: 'weekly_cap_reached' } })
    expect([(await accountOf(li)).balance, (await accountOf(helper)).balance]).toEqual([10, 20])
  })
})

describe('a need for verified volunteers alone', () => {
  test('is seen by them and by staff, and only they are matched', async () => {
    const [li, other, volunteer] = [await t.as('resident-li'), await t.as('resident-0021'), await t.as('resident-0023')]
    const officer = await t.as('grid-officer-wang')
    const grid = t.demo.communities[0]?.grids[0]?.id ?? ''
    expect((await other.put(`${API}/places/${grid}/volunteers/${other.personId}`)).status).toBe(403)
    expect((await officer.put(`${API}/places/${grid}/volunteers/${newId()}`)).status).toBe(404)
    expect((await officer.put(`${API}/places/${grid}/volunteers/${volunteer.personId}`)).status).toBe(204)
    const needId = await make(li, 'needs', needBody(t, { category: 'visit', visibility: 'volunteers' }))
    await make(other, 'offers', offerBody(t, { categories: ['visit'] }))
    const known = await make(volunteer, 'offers', offerBody(t, { categories: ['visit'] }))
    const { body: matches } = await li.get(`${API}/needs/${needId}/matches`)
    expect(matches.map(({ offerId }: { offerId: string }) => offerId)).toEqual([known])
    expect((await other.get(`${API}/needs/${needId}`)).status).toBe(404)
    const shown = async (client: typeof other) =>
      (await client.get(`${API}/places/${grid}/needs?limit=50`)).body.items.some(
        ({ id }: { id: string }) => id === needId,
      )
    expect([await shown(other), await shown(volunteer), await shown(li), await shown(officer)]).toEqual([
      false,
      true,
      true,
      true,
    ])
    await officer.del(`${API}/places/${grid}/volunteers/${volunteer.personId}`)
    expect((await li.get(`${API}/needs/${needId}/matches`)).body).toEqual([])
  })
})

test('a language that is asked for is spoken by whoever is proposed, and is among the reasons', async () => {
  const [li, one, two] = [await t.as('resident-li'), await t.as('resident-0025'), await t.as('resident-0027')]
  const needId = await make(li, 'needs', needBody(t, { category: 'translate', language: 'en' }))
  await make(one, 'offers', offerBody(t, { categories: ['translate'] }))
  const offerId = await make(two, 'offers', offerBody(t, { categories: ['translate'], languages: ['en', 'ja'] }))
  const { body } = await li.get(`${API}/needs/${needId}/matches`)
  expect(body).toMatchObject([{ offerId, reasons: expect.arrayContaining([{ code: 'speaks', text: '会说英语' }]) }])
  const bad = await li.put(`${API}/needs/${newId()}`, needBody(t, { language: '<script>' }))
  expect(bad.status).toBe(400)
})

test('of one neighbour with two offers that fit, one question: the other place of the round is for somebody else', async () => {
  const [li, one, two] = [await t.as('resident-li'), await t.as('resident-0033'), await t.as('resident-0035')]
  for (const helper of [one, one, two]) await make(helper, 'offers', offerBody(t, { categories: ['pet'] }))
  const needId = await make(li, 'needs', needBody(t, { category: 'pet', urgency: 'now' }))
  expect((await li.get(`${API}/needs/${needId}/matches`)).body).toHaveLength(2)
  await askInRounds(t.deps)
  for (const helper of [one, two])
    expect((await helper.get(`${API}/me/matches?needId=${needId}`)).body.items).toMatchObject([{ state: 'asked' }])
})

test('what neighbours offer is read in the grid, without who they are', async () => {
  const grid = t.demo.communities[0]?.grids[0]?.id ?? ''
  const [li, helper] = [await t.as('resident-li'), await t.as('resident-0029')]
  const id = await make(helper, 'offers', offerBody(t, { phone: '13800000009' }))
  const { body } = await li.get(`${API}/places/${grid}/offers?limit=50`)
  expect(body.items.find((offer: { id: string }) => offer.id === id)).toMatchObject({
    can: { pause: false, resume: false, end: false },
  })
  expect(JSON.stringify(body)).not.toMatch(/13800000009|helper/)
  expect((await (await t.as('resident-far')).get(`${API}/places/${grid}/offers`)).status).toBe(404)
})

test.each([
  ['a building east of the middle', { lngE6: 120_010_000, latE6: 30_000_000 }, { x: 963, y: 0 }],
  ['a building north of it', { lngE6: 120_000_000, latE6: 30_010_000 }, { x: 0, y: 1_112 }],
])('%s is so many metres from it', (_, at, metres) => {
  const point = pointOf({ ...at, centreLngE6: 120_000_000, centreLatE6: 30_000_000 })
  expect({ x: Math.round(point?.x ?? -1), y: Math.round(point?.y ?? -1) }).toEqual(metres)
  expect(pointOf({ ...at, centreLngE6: null, centreLatE6: null })).toBeNull()
})
