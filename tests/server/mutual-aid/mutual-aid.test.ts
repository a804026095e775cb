import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { askInRounds, expireOldNeeds, runDailyMatching } from '../../../server/features/mutual-aid'
import { buildTestApp, newId, type TestApp } from '../../support/build-test-app'
import { act, ask, inbox, make, needBody, offerBody } from './neighbours'

let t: TestApp
beforeEach(async () => {
  t = await buildTestApp()
})
afterEach(() => t.close())

const API = '/api/v1'
const gridId = () => t.demo.communities[0]?.grids[0]?.id ?? ''
const communityId = () => t.demo.communities[0]?.id ?? ''

describe('from a need to a thank-you', () => {
  test('the best offers with reasons; phone and door only after the yes; stars', async () => {
    const li = await t.as('resident-li')
    const helper = await t.as('resident-0003')
    const needId = await make(li, 'needs', needBody(t, { phone: '138 0000 0001', onBehalfOf: '王奶奶' }))
    const offerId = await make(helper, 'offers', offerBody(t, { phone: '13900000002' }))
    const proposals = await li.get(`${API}/needs/${needId}/matches`)
    expect(proposals).toMatchObject({ status: 200, body: [{ offerId, score: expect.any(Number) }] })
    expect(proposals.body[0].reasons.map((reason: { code: string }) => reason.code)).toEqual(
      expect.arrayContaining(['free_then', 'not_asked_this_week']),
    )
    expect(['same_building', 'near']).toContain(proposals.body[0].distance)
    const english = await li.get(`${API}/needs/${needId}/matches`, { 'accept-language': 'en' })
    expect(english.body[0].reasons.map((reason: { text: string }) => reason.text)).toContain('Free then')

    const matchId = await ask(li, needId, offerId)
    const asked = await helper.get(`${API}/matches/${matchId}`)
    expect(asked.body).toMatchObject({
      state: 'asked',
      contacts: null,
      can: { accept: true, decline: true, thank: false },
    })
    expect(JSON.stringify(asked.body)).not.toMatch(/王奶奶|138 0000 0001|13900000002/)
    expect(await inbox(helper)).toContain('help_asked')
    const read = await helper.get(`${API}/needs/${needId}`)
    expect(read.body).toMatchObject({ id: needId, requester: null, place: { id: gridId(), kind: 'grid' } })
    expect(JSON.stringify(read.body)).not.toContain('李晓梅')

    const accepted = await act(helper, matchId, 'accept')
    expect(accepted).toMatchObject({ status: 200, body: { state: 'accepted', quantity: 1 } })
    expect(accepted.body.contacts).toMatchObject({
      requester: { onBehalfOf: '王奶奶', phone: '138 0000 0001', address: null },
      helper: { phone: '13900000002', address: expect.stringMatching(/ /) },
    })
    expect((await li.get(`${API}/needs/${needId}`)).body).toMatchObject({
      state: 'met',
      met: 1,
      can: { findMatches: false },
    })
    expect(await inbox(li)).toContain('help_accepted')

    expect(await act(li, matchId, 'thank', { stars: 5 })).toMatchObject({
      status: 200,
      body: { state: 'thanked', stars: 5 },
    })
    expect(await inbox(helper)).toContain('help_thanked')
    const again = await make(li, 'needs', needBody(t))
    const [proposal] = (await li.get(`${API}/needs/${again}/matches`)).body
    expect(proposal.reasons).toContainEqual({ code: 'did_this', text: '帮过 1 次，平均 5.0 星' })
    expect(proposal.reasons.map(({ code }: { code: string }) => code)).not.toContain('not_asked_this_week')
  })

  test('a phone is told only where both gave theirs, and to nobody else', async () => {
    const [li, helper, officer] = [
      await t.as('resident-li'),
      await t.as('resident-0003'),
      await t.as('grid-officer-wang'),
    ]
    const needId = await make(li, 'needs', needBody(t, { phone: '13800000001' }))
    const matchId = await ask(li, needId, await make(helper, 'offers', offerBody(t)))
    const { body } = await act(helper, matchId, 'accept')
    expect(body.contacts).toMatchObject({ requester: { phone: null }, helper: { phone: null } })
    expect((await officer.get(`${API}/matches/${matchId}`)).body.contacts).toBeNull()
    expect((await (await t.as('resident-0005')).get(`${API}/matches/${matchId}`)).status).toBe(404)
  })
})

test('of a need or an offer at a building, neighbours read the grid; its maker and staff read the building', async () => {
  const building = t.demo.communities[0]?.grids[0]?.buildings[0]?.id ?? ''
  const [li, other, officer] = [await t.as('resident-li'), await t.as('resident-0005'), await t.as('grid-officer-wang')]
  const needId = await make(li, 'needs', needBody(t, { placeId: building }))
  const offerId = await make(li, 'offers', offerBody(t, { placeId: building }))
  const seen = async (client: typeof li, path: string, id: string) => {
    const { body } = await client.get(`${API}/places/${gridId()}/${path}?limit=50`)
    const found = body.items.find((item: { id: string }) => item.id === id)
    return [found.place.id, found.requester?.displayName]
  }
  expect(await seen(other, 'needs', needId)).toEqual([gridId(), undefined])
  for (const client of [li, officer]) expect(await seen(client, 'needs', needId)).toEqual([building, '李晓梅'])
  expect((await seen(other, 'offers', offerId))[0]).toBe(gridId())
  expect((await seen(li, 'offers', offerId))[0]).toBe(building)
})

describe('the first yes wins', () => {
  test('two accepts at once: one is accepted, the other is told that it is not needed', async () => {
    const li = await t.as('resident-li')
    const needId = await make(li, 'needs', needBody(t))
    const helpers = [await t.as('resident-0003'), await t.as('resident-0005'), await t.as('resident-0007')]
    const asked = []
    for (const helper of helpers)
      asked.push({ helper, matchId: await ask(li, needId, await make(helper, 'offers', offerBody(t))) })
    const answers = await Promise.all(asked.map(({ helper, matchId }) => act(helper, matchId, 'accept')))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    const states = await Promise.all(
      asked.map(async ({ matchId }) => (await li.get(`${API}/matches/${matchId}`)).body.state),
    )
    expect(states.sort()).toEqual(['accepted', 'not_needed', 'not_needed'])
  })

  test('masks are passed on in parts, and never more than there are', async () => {
    const li = await t.as('resident-li')
    const needs = []
    for (const requester of [li, await t.as('resident-0009')])
      needs.push({
        requester,
        id: await make(requester, 'needs', needBody(t, { kind: 'item', category: 'masks', quantity: 60 })),
      })
    const giver = await t.as('resident-0003')
    const offerId = await make(
      giver,
      'offers',
      offerBody(t, { kind: 'item', categories: ['masks'], weekly: [], quantity: 100 }),
    )
    const matches = []
    for (const { requester, id } of needs) matches.push(await ask(requester, id, offerId))
    expect((await act(giver, matches[0] ?? '', 'accept')).body).toMatchObject({ quantity: 60 })
    expect((await act(giver, matches[1] ?? '', 'accept')).body).toMatchObject({ quantity: 40 })
    expect((await needs[1]?.requester.get(`${API}/needs/${needs[1]?.id}`))?.body).toMatchObject({
      met: 40,
      state: 'open',
    })
    expect((await giver.get(`${API}/offers/${offerId}`)).body).toMatchObject({ given: 100, quantity: 100 })
    // One falls through: its masks are there again, and so is the need.
    expect((await act(giver, matches[0] ?? '', 'cancel')).body).toMatchObject({ state: 'cancelled', contacts: null })
    expect((await li.get(`${API}/needs/${needs[0]?.id}`)).body).toMatchObject({ met: 0, state: 'open' })
    expect((await giver.get(`${API}/offers/${offerId}`)).body.given).toBe(40)
    expect(await inbox(li)).toContain('help_cancelled')
  })
})

describe('all at once', () => {
  test('staff match a community: as many as possible, each asked once, the same again asks nobody', async () => {
    const [secretary, officer] = [await t.as('secretary-zhang'), await t.as('grid-officer-wang')]
    const [li, zhou] = [await t.as('resident-li'), await t.as('resident-zhou')]
    const one = await t.as('resident-0003')
    const two = await t.as('resident-0005')
    // Whoever takes the nearest first leaves the second need without anybody.
    await make(li, 'needs', needBody(t))
    await make(zhou, 'needs', needBody(t, { category: 'repair' }))
    await make(one, 'offers', offerBody(t, { categories: ['carry', 'repair'] }))
    await make(two, 'offers', offerBody(t, { categories: ['carry'] }))
    const run = await secretary.post(`${API}/places/${communityId()}/matching-runs`)
    expect(run).toMatchObject({ status: 200, body: { needs: 2, offers: 2, assigned: 2, score: expect.any(Number) } })
    expect(run.body.score).toBeGreaterThan(0)
    expect((await two.get(`${API}/me/matches`)).body.items).toMatchObject([{ category: 'carry', state: 'asked' }])
    expect((await one.get(`${API}/me/matches`)).body.items).toMatchObject([{ category: 'repair', state: 'asked' }])
    expect((await officer.post(`${API}/places/${gridId()}/matching-runs`)).body).toMatchObject({
      needs: 2,
      assigned: 1,
    })
    expect((await officer.post(`${API}/places/${gridId()}/matching-runs`)).body).toMatchObject({
      assigned: 0,
      score: 0,
    })
    await runDailyMatching(t.deps)
    expect((await one.get(`${API}/me/matches`)).body.items).toHaveLength(2)
  })

  test.each([
    ['a resident', 'resident-li', 403],
    ['the secretary of another community', 'secretary-other', 404],
    ['somebody from elsewhere', 'resident-far', 404],
    ['a newcomer', 'newcomer', 404],
  ])('%s may not', async (_, persona, status) => {
    expect((await (await t.as(persona)).post(`${API}/places/${communityId()}/matching-runs`)).status).toBe(status)
  })
})

describe('rounds', () => {
  test('two first, two more, everybody at last for what is needed now; nobody twice; the first yes ends it', async () => {
    const li = await t.as('resident-li')
    const helpers = []
    for (const number of ['0003', '0005', '0007', '0009', '0011', '0013', '0015'])
      helpers.push(await t.as(`resident-${number}`))
    for (const helper of helpers) await make(helper, 'offers', offerBody(t))
    const needId = await make(li, 'needs', needBody(t, { urgency: 'now' }))
    const askedCount = async () => (await li.get(`${API}/me/matches?limit=50`)).body.items.length
    const counts = []
    for (let round = 0; round < 4; round += 1) {
      await askInRounds(t.deps)
      await askInRounds(t.deps)
      counts.push(await askedCount())
      t.clock.advance({ minutes: 4 })
    }
    expect(counts).toEqual([2, 4, 7, 7])
    const officer = await t.as('grid-officer-wang')
    expect((await inbox(officer)).filter((kind) => kind === 'help_unanswered')).toHaveLength(1)
    const [first] = (await helpers[0]?.get(`${API}/me/matches`))?.body.items ?? []
    expect((await act(helpers[0] as (typeof helpers)[number], first.id, 'accept')).status).toBe(200)
    expect(await inbox(helpers[6] as (typeof helpers)[number])).toContain('help_not_needed')
    expect((await li.get(`${API}/needs/${needId}`)).body.state).toBe('met')
  })

  test('what is over is over: nobody is asked, and a late yes comes too late', async () => {
    const [li, helper] = [await t.as('resident-li'), await t.as('resident-0003')]
    const needId = await make(li, 'needs', needBody(t))
    const matchId = await ask(li, needId, await make(helper, 'offers', offerBody(t)))
    t.clock.advance({ hours: 7 })
    expect((await helper.get(`${API}/matches/${matchId}`)).body).toMatchObject({
      state: 'expired',
      can: { accept: false },
    })
    expect(await act(helper, matchId, 'accept')).toMatchObject({ status: 409, body: { code: 'wrong_state' } })
    await expireOldNeeds(t.deps)
    expect((await li.get(`${API}/needs/${needId}`)).body.state).toBe('expired')
    expect(await inbox(li)).toContain('help_expired')
    expect((await li.get(`${API}/needs/${needId}/matches`)).body).toEqual([])
    expect((await act(helper, matchId, 'accept')).status).toBe(409)
  })

  test('asked as often as they said, and no more; a refusal lowers nothing', async () => {
    const li = await t.as('resident-li')
    const helper = await t.as('resident-0003')
    const offerId = await make(helper, 'offers', offerBody(t, { perWeek: 1 }))
    const [one, two, three] = [
      await make(li, 'needs', needBody(t)),
      await make(li, 'needs', needBody(t)),
      await make(li, 'needs', needBody(t)),
    ]
    const declined = await ask(li, one, offerId)
    await act(helper, declined, 'decline')
    expect((await li.get(`${API}/needs/${one}/matches`)).body).toEqual([])
    await act(helper, await ask(li, two, offerId), 'accept')
    const refused = await li.put(`${API}/matches/${newId()}`, { needId: three, offerId })
    expect(refused).toMatchObject({ status: 409, body: { code: 'does_not_fit' } })
    t.clock.advance({ days: 8 })
    const later = await make(li, 'needs', needBody(t))
    expect((await li.get(`${API}/needs/${later}/matches`)).body).toHaveLength(1)
  })
})

describe('never matched', () => {
  test('whoever blocked, either way round; with themselves; out of time, reach or kind', async () => {
    const [li, helper] = [await t.as('resident-li'), await t.as('resident-0003')]
    const needId = await make(li, 'needs', needBody(t))
    await make(li, 'offers', offerBody(t))
    await make(
      await t.as('resident-0005'),
      'offers',
      offerBody(t, { weekly: [{ weekday: 1, from: '06:00', to: '07:00' }] }),
    )
    await make(await t.as('resident-0007'), 'offers', offerBody(t, { categories: ['cook'] }))
    await make(await t.as('resident-0009'), 'offers', offerBody(t, { kind: 'item' }))
    expect((await li.get(`${API}/needs/${needId}/matches`)).body).toEqual([])
    const offerId = await make(helper, 'offers', offerBody(t))
    expect((await li.get(`${API}/needs/${needId}/matches`)).body).toHaveLength(1)
    expect((await helper.put(`${API}/me/blocks/${li.personId}`)).status).toBe(204)
    expect((await li.get(`${API}/needs/${needId}/matches`)).body).toEqual([])
    expect((await li.put(`${API}/matches/${newId()}`, { needId, offerId })).status).toBe(409)
    expect((await helper.del(`${API}/me/blocks/${li.personId}`)).status).toBe(204)
    expect((await li.get(`${API}/needs/${needId}/matches`)).body).toHaveLength(1)
    await helper.post(`${API}/offers/${offerId}/actions`, { id: newId(), action: 'pause' })
    expect((await li.get(`${API}/needs/${needId}/matches`)).body).toEqual([])
  })
})

describe('between the question and the yes', () => {
  test.each([[true], [false]])('a block ends it (by the helper: %s)', async (isByHelper) => {
    const [li, helper] = [await t.as('resident-li'), await t.as('resident-0003')]
    const needId = await make(li, 'needs', needBody(t))
    const matchId = await ask(li, needId, await make(helper, 'offers', offerBody(t)))
    const [one, other] = isByHelper ? [helper, li] : [li, helper]
    expect((await one.put(`${API}/me/blocks/${other.personId}`)).status).toBe(204)
    expect(await act(helper, matchId, 'accept')).toMatchObject({ status: 409, body: { code: 'wrong_state' } })
    await one.del(`${API}/me/blocks/${other.personId}`)
    expect((await helper.get(`${API}/matches/${matchId}`)).body).toMatchObject({ state: 'cancelled', contacts: null })
  })

  test('whoever moved away helps no more, and is not asked; a role elsewhere is no home here', async () => {
    const [li, helper, far] = [await t.as('resident-li'), await t.as('resident-0003'), await t.as('secretary-other')]
    const needId = await make(li, 'needs', needBody(t))
    const offerId = await make(helper, 'offers', offerBody(t))
    const matchId = await ask(li, needId, offerId)
    const where = { personId: helper.personId, state: 'verified' }
    const { id } = await t.deps.store.read.prisma.membership.findFirstOrThrow({ where })
    expect((await helper.post(`${API}/memberships/${id}/actions`, { id: newId(), action: 'end' })).status).toBe(200)
    expect((await act(helper, matchId, 'accept')).status).toBe(404)
    const again = await make(li, 'needs', needBody(t))
    expect((await li.get(`${API}/needs/${again}/matches`)).body).toEqual([])
    await t.deps.store.write(async (tx) => {
      await tx.sql.run(`UPDATE "Offer" SET "helperId" = ? WHERE "id" = ?`, [far.personId, offerId])
    })
    expect((await li.get(`${API}/needs/${again}/matches`)).body).toEqual([])
  })
})

describe('repeatable', () => {
  test.each([['needs' as const], ['offers' as const]])('%s', async (thing) => {
    const [li, other] = [await t.as('resident-li'), await t.as('resident-0003')]
    const body = thing === 'needs' ? needBody(t) : offerBody(t)
    const id = await make(li, thing, body)
    expect((await li.put(`${API}/${thing}/${id}`, body)).status).toBe(200)
    const changed = { ...body, ...(thing === 'needs' ? { text: '别的' } : { perWeek: 9 }) }
    expect(await li.put(`${API}/${thing}/${id}`, changed)).toMatchObject({ status: 409, body: { code: 'id_taken' } })
    expect((await other.put(`${API}/${thing}/${id}`, body)).status).toBe(409)
  })

  test('a question and its answer', async () => {
    const [li, helper] = [await t.as('resident-li'), await t.as('resident-0003')]
    const needId = await make(li, 'needs', needBody(t))
    const offerId = await make(helper, 'offers', offerBody(t))
    const id = await ask(li, needId, offerId)
    expect((await li.put(`${API}/matches/${id}`, { needId, offerId })).status).toBe(200)
    expect(await li.put(`${API}/matches/${newId()}`, { needId, offerId })).toMatchObject({
      body: { code: 'already_asked' },
    })
    const body = { id: newId(), action: 'accept' }
    for (const status of [200, 200])
      expect((await helper.post(`${API}/matches/${id}/actions`, body)).status).toBe(status)
    expect(await act(helper, id, 'accept')).toMatchObject({ status: 409, body: { code: 'wrong_state' } })
    expect((await li.get(`${API}/needs/${needId}`)).body.met).toBe(1)
  })
})

describe('whoever is erased', () => {
  test('leaves no words and no phone, and what they promised is open again', async () => {
    const [li, helper] = [await t.as('resident-li'), await t.as('resident-0003')]
    const needId = await make(li, 'needs', needBody(t))
    const own = await make(helper, 'needs', needBody(t, { text: '我的事', phone: '13800000001' }))
    const matchId = await ask(li, needId, await make(helper, 'offers', offerBody(t)))
    await act(helper, matchId, 'accept')
    expect((await helper.del(`${API}/me`)).status).toBeLessThan(300)
    expect((await li.get(`${API}/needs/${needId}`)).body).toMatchObject({ state: 'open', met: 0 })
    expect((await li.get(`${API}/matches/${matchId}`)).body).toMatchObject({ state: 'cancelled', contacts: null })
    const row = await t.deps.store.read.prisma.need.findUnique({ where: { id: own } })
    expect(row).toMatchObject({ text: '', phone: null, requestHash: '', state: 'cancelled' })
  })
})
