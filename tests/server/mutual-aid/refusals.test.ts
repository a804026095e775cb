import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildTestApp, newId, type TestApp } from '../../support/build-test-app'
import { act, ask, inbox, make, needBody, offerBody } from './neighbours'

const API = '/api/v1'
let t: TestApp
beforeAll(async () => {
  t = await buildTestApp()
})
afterAll(() => t.close())

describe('refused', () => {
  test.each<[string, object, number]>([
    ['a window that ends before it starts', { from: '2026-11-20T05:00:00.000Z', to: '2026-11-20T04:00:00.000Z' }, 400],
    ['a window that is over', { from: '2026-11-19T05:00:00.000Z', to: '2026-11-19T06:00:00.000Z' }, 400],
    ['a window of months', { from: '2026-11-20T05:00:00.000Z', to: '2027-03-20T06:00:00.000Z' }, 400],
    ['a text that shows nothing', { text: '\u200b' }, 400],
    ['nothing wanted', { quantity: 0 }, 400],
    ['an unknown urgency', { urgency: 'yesterday' }, 400],
    ['an unknown field', { mood: 'good' }, 400],
    ['a place that is not there', { placeId: newId() }, 404],
  ])('a need: %s', async (_, more, status) => {
    const li = await t.as('resident-li')
    expect((await li.put(`${API}/needs/${newId()}`, needBody(t, more))).status).toBe(status)
  })

  test.each<[string, object, number]>([
    ['a radius of 0', { radiusMetres: 0 }, 400],
    ['a radius of 1e9', { radiusMetres: 1e9 }, 400],
    ['hours that end before they start', { weekly: [{ weekday: 1, from: '10:00', to: '09:00' }] }, 400],
    ['hours of an eighth day', { weekly: [{ weekday: 8, from: '08:00', to: '09:00' }] }, 400],
    ['no categories', { categories: [] }, 400],
    ['never', { perWeek: 0 }, 400],
  ])('an offer: %s', async (_, more, status) => {
    const li = await t.as('resident-li')
    expect((await li.put(`${API}/offers/${newId()}`, offerBody(t, more))).status).toBe(status)
  })

  test.each([
    ['resident-far', { need: 404, offer: 404 }],
    ['newcomer', { need: 404, offer: 404 }],
    // A partner of the community gives where it does not live.
    ['partner-bakery', { need: 404, offer: 201 }],
  ])('%s in a grid that is not theirs', async (persona, { need, offer }) => {
    const client = await t.as(persona)
    expect((await client.put(`${API}/needs/${newId()}`, needBody(t))).status).toBe(need)
    expect((await client.put(`${API}/offers/${newId()}`, offerBody(t))).status).toBe(offer)
  })

  test('an offer of another community, an answer of somebody not asked, an answer of the wrong side', async () => {
    const [li, helper, far] = [await t.as('resident-li'), await t.as('resident-0003'), await t.as('resident-far')]
    const needId = await make(li, 'needs', needBody(t))
    const elsewhere = t.demo.communities[1]?.grids[0]?.id
    const farOffer = await make(far, 'offers', offerBody(t, { placeId: elsewhere }))
    expect((await li.put(`${API}/matches/${newId()}`, { needId, offerId: farOffer })).status).toBe(404)
    const matchId = await ask(li, needId, await make(helper, 'offers', offerBody(t)))
    const other = await t.as('resident-0005')
    expect((await act(other, matchId, 'accept')).status).toBe(404)
    expect((await act(li, matchId, 'accept')).status).toBe(403)
    expect((await act(helper, matchId, 'thank', { stars: 5 })).status).toBe(403)
    expect((await act(li, matchId, 'thank', { stars: 5 })).status).toBe(409)
    expect((await act(li, matchId, 'thank', { stars: 6 })).status).toBe(400)
    expect((await other.get(`${API}/needs/${needId}/matches`)).status).toBe(403)
    expect((await far.get(`${API}/needs/${needId}`)).status).toBe(404)
    expect((await act(helper, matchId, 'accept')).status).toBe(200)
  })
})

describe('that nobody came', () => {
  const promised = async () => {
    const [li, helper] = [await t.as('resident-li'), await t.as('resident-0007')]
    const needId = await make(li, 'needs', needBody(t))
    const matchId = await ask(li, needId, await make(helper, 'offers', offerBody(t)))
    await act(helper, matchId, 'accept')
    return { li, helper, matchId }
  }

  test('is said once, and not before it begins; the officer reads who the two are, and no more', async () => {
    const { li, matchId } = await promised()
    const officer = await t.as('grid-officer-wang')
    const read = async (client: typeof li) => (await client.get(`${API}/matches/${matchId}`)).body
    expect((await act(li, matchId, 'no_show')).status).toBe(409)
    expect(await read(li)).toMatchObject({ can: { no_show: false } })
    t.clock.advance({ hours: 2 })
    expect(await read(li)).toMatchObject({ can: { no_show: true } })
    expect((await read(officer)).contacts).toBeNull()
    expect((await act(li, matchId, 'no_show')).body.can.no_show).toBe(false)
    expect((await act(li, matchId, 'no_show')).status).toBe(409)
    expect((await inbox(officer)).filter((kind) => kind === 'help_no_show')).toHaveLength(1)
    const nothing = { onBehalfOf: null, address: null, phone: null }
    const { contacts } = await read(officer)
    expect(contacts).toEqual({
      requester: { displayName: '李晓梅', ...nothing },
      helper: { displayName: expect.any(String), ...nothing },
    })
  })

  test('and that something was not right reaches the secretary where the grid has no officer', async () => {
    const { helper, matchId } = await promised()
    const officer = await t.as('grid-officer-wang')
    await t.deps.store.write((tx) =>
      tx.prisma.staffRole.updateMany({ where: { personId: officer.personId }, data: { endedAt: t.clock.now() } }),
    )
    expect((await act(helper, matchId, 'unsafe', { text: '让我代付钱' })).status).toBe(200)
    expect(await inbox(await t.as('secretary-zhang'))).toContain('help_unsafe')
  })
})
