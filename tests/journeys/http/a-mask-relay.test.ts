import { afterAll, beforeAll, expect, test } from 'vitest'
import { askInRounds } from '../../../server/features/mutual-aid'
import { buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'

let t: TestApp
beforeAll(async () => {
  t = await buildTestApp()
})
afterAll(() => t.close())

const API = '/api/v1'
const HOUR_MS = 3_600_000
const act = (client: Client, path: string, action: string, more: object = {}) =>
  client.post(`${API}/${path}/actions`, { id: newId(), action, ...more })

function need(hours: number, more: object) {
  const now = t.clock.now().getTime()
  return {
    placeId: t.demo.communities[0]?.grids[0]?.id,
    text: '家里老人要出门',
    from: new Date(now).toISOString(),
    to: new Date(now + hours * HOUR_MS).toISOString(),
    urgency: 'today',
    ...more,
  }
}

function offer(more: object) {
  return { placeId: t.demo.communities[0]?.grids[0]?.id, weekly: [], radiusMetres: 2_000, perWeek: 5, ...more }
}

async function put(client: Client, path: string, body: object): Promise<string> {
  const id = newId()
  const answer = await client.put(`${API}/${path}/${id}`, body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return id
}

/** Masks pass from neighbour to neighbour in parts, and what neighbours cannot give a partner does. */
test('a mask relay: thirty are needed, twenty found, eight more, and the last two come from a gift', async () => {
  const [li, zhou, wu] = [await t.as('resident-li'), await t.as('resident-zhou'), await t.as('resident-0033')]
  const bakery = await t.as('partner-bakery')
  const masks = { kind: 'item', category: 'masks', quantity: 30 }
  const needId = await put(li, 'needs', need(10, masks))
  await put(zhou, 'offers', offer({ kind: 'item', categories: ['masks'], quantity: 20 }))
  await put(wu, 'offers', offer({ kind: 'item', categories: ['masks'], quantity: 8 }))

  const { body: proposals } = await li.get(`${API}/needs/${needId}/matches`)
  expect(proposals).toHaveLength(2)
  expect(JSON.stringify(proposals)).not.toMatch(/周子涵|phone|helper/)
  for (const { offerId } of proposals) await put(li, 'matches', { needId, offerId })
  for (const helper of [zhou, wu]) {
    const [asked] = (await helper.get(`${API}/me/matches?state=asked`)).body.items
    expect(asked).toMatchObject({ isMine: { need: false, offer: true }, contacts: null })
    const accepted = await act(helper, `matches/${asked.id}`, 'accept')
    expect(accepted.body.contacts.requester).toMatchObject({ displayName: '李晓梅', address: expect.any(String) })
  }
  expect((await li.get(`${API}/needs/${needId}`)).body).toMatchObject({ quantity: 30, met: 28, state: 'open' })

  const giftId = await put(bakery, 'gifts', {
    placeId: t.demo.communities[0]?.id,
    category: 'masks',
    purpose: '店里多的口罩',
    quantity: 50,
  })
  expect((await act(bakery, `gifts/${giftId}`, 'allot')).body).toMatchObject({ given: 50, waiting: 2, left: 48 })
  expect((await li.get(`${API}/needs/${needId}`)).body).toMatchObject({ met: 30, state: 'met' })
  const [share] = (await li.get(`${API}/me/gift-shares`)).body.items
  const handed = await act(await t.as('grid-officer-wang'), `gift-shares/${share.id}`, 'hand_over')
  expect(handed.body.receipt.number).toMatch(/^G\d{8}-[0-9A-F]{10}$/)
})

/** At night nobody looks for helpers by hand: two are asked, then two more, and the first yes ends it. */
test('an urgent lift goes through the rounds', async () => {
  const li = await t.as('resident-li')
  const helpers = []
  for (const number of ['0051', '0053', '0055', '0057', '0059']) helpers.push(await t.as(`resident-${number}`))
  for (const helper of helpers) await put(helper, 'offers', offer({ kind: 'help', categories: ['lift'] }))
  const lift = { kind: 'help', category: 'lift', text: '孩子发烧，想去医院', urgency: 'now' }
  const needId = await put(li, 'needs', need(3, lift))
  const asked = async () => (await li.get(`${API}/me/matches?needId=${needId}&limit=50`)).body.items.length
  await askInRounds(t.deps)
  expect(await asked()).toBe(2)
  t.clock.advance({ minutes: 3 })
  await askInRounds(t.deps)
  expect(await asked()).toBe(4)
  const answers = []
  for (const helper of helpers) {
    const [match] = (await helper.get(`${API}/me/matches?needId=${needId}`)).body.items
    if (match) answers.push((await act(helper, `matches/${match.id}`, 'accept')).status)
  }
  expect(answers).toEqual([200, 409, 409, 409])
  expect((await li.get(`${API}/needs/${needId}`)).body.state).toBe('met')
  t.clock.advance({ minutes: 3 })
  await askInRounds(t.deps)
  expect(await asked()).toBe(4)
})

/** Half past eleven: nobody has said that they are free, and so in the end all helpers of the grid are asked. */
test('an urgent lift late at night reaches the whole grid at last, each helper once', async () => {
  t.clock.set('2026-11-27T15:30:00.000Z')
  const li = await t.as('resident-li')
  const weekly = Array.from({ length: 7 }, (_, day) => ({ weekday: day + 1, from: '08:00', to: '20:00' }))
  const helpers = []
  for (const number of ['0061', '0063', '0065']) helpers.push(await t.as(`resident-${number}`))
  for (const helper of helpers)
    for (const category of ['night_lift', 'carry'])
      await put(helper, 'offers', offer({ kind: 'help', categories: [category], weekly }))
  const lift = { kind: 'help', category: 'night_lift', text: '老人不舒服，想去医院', urgency: 'now' }
  const needId = await put(li, 'needs', need(3, lift))
  const asked = async (id: string) => (await li.get(`${API}/me/matches?needId=${id}&limit=50`)).body.items
  const counts = []
  for (let round = 0; round < 3; round += 1) {
    await askInRounds(t.deps)
    counts.push((await asked(needId)).length)
    t.clock.advance({ minutes: 3 })
  }
  expect(counts.slice(0, 2)).toEqual([0, 0])
  for (const helper of helpers)
    expect((await helper.get(`${API}/me/matches?needId=${needId}`)).body.items).toMatchObject([{ state: 'asked' }])
})
