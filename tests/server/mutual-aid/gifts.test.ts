import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'
import { ask, inbox, make, needBody, offerBody } from './neighbours'

const API = '/api/v1'
let t: TestApp
let community: string
beforeAll(async () => {
  t = await buildTestApp()
  community = t.demo.communities[0]?.id ?? ''
})
afterAll(() => t.close())

const body = (more: object = {}) => ({
  placeId: community,
  category: 'masks',
  purpose: '送给有老人的家庭',
  quantity: 100,
  ...more,
})
const act = (client: Client, path: string, action: string, id = newId()) =>
  client.post(`${API}/${path}/actions`, { id, action })

async function give(client: Client, more: object = {}): Promise<string> {
  const id = newId()
  expect((await client.put(`${API}/gifts/${id}`, body(more))).status).toBe(201)
  return id
}

describe('a gift', () => {
  test('is shared out by the matching, handed over with a receipt, and never more than there is', async () => {
    const bakery = await t.as('partner-bakery')
    const residents = [await t.as('resident-li'), await t.as('resident-zhou'), await t.as('resident-0031')]
    const needs: string[] = []
    for (const resident of residents)
      needs.push(await make(resident, 'needs', needBody(t, { kind: 'item', category: 'masks', quantity: 40 })))
    const giftId = await give(bakery)
    const actId = newId()
    const allotted = await act(bakery, `gifts/${giftId}`, 'allot', actId)
    expect(allotted.body).toMatchObject({ given: 100, passedOn: 0, waiting: 100, left: 0, can: { allot: false } })
    expect((await act(bakery, `gifts/${giftId}`, 'allot', actId)).body.waiting).toBe(100)
    const { body: shares } = await bakery.get(`${API}/gifts/${giftId}/shares`)
    expect(shares.items.map(({ quantity }: { quantity: number }) => quantity).sort()).toEqual([20, 40, 40])
    const met = await Promise.all(
      residents.map(async (one, at) => (await one.get(`${API}/needs/${needs[at]}`)).body.met),
    )
    expect(met.toSorted()).toEqual([20, 40, 40])

    // One of the three got less than they need, and waits for the rest.
    const open = met.indexOf(20)
    const [glad, waiting] = [residents[(open + 1) % 3] as Client, residents[open] as Client]
    const [mine] = (await glad.get(`${API}/me/gift-shares`)).body.items
    expect(mine).toMatchObject({ giver: '春晓面包房', quantity: 40, state: 'waiting', receipt: null, address: null })
    expect((await act(glad, `gift-shares/${mine.id}`, 'hand_over')).status).toBe(403)
    const officer = await t.as('grid-officer-wang')
    const handed = await act(officer, `gift-shares/${mine.id}`, 'hand_over')
    expect(handed.body).toMatchObject({
      state: 'handed_over',
      receipt: { number: expect.stringMatching(/^G2026\d{4}-/) },
    })
    expect((await act(officer, `gift-shares/${mine.id}`, 'hand_over')).status).toBe(409)
    expect(await inbox(glad)).toEqual(expect.arrayContaining(['gift_promised', 'gift_handed_over']))
    expect((await waiting.get(`${API}/gifts/${giftId}`)).body).toMatchObject({
      passedOn: 40,
      waiting: 60,
      can: { allot: false, seeShares: false },
    })

    // They do not need theirs any more: it is there for others.
    expect((await act(waiting, `needs/${needs[open]}`, 'cancel')).body.state).toBe('cancelled')
    expect((await bakery.get(`${API}/gifts/${giftId}`)).body).toMatchObject({ passedOn: 40, waiting: 40, left: 20 })
  })

  test('of a neighbour goes to somebody: who and where is for the officer of the grid, and the receiver', async () => {
    const [giver, li] = [await t.as('resident-0015'), await t.as('resident-li')]
    const item = { kind: 'item', category: 'food', quantity: 1 }
    await make(li, 'needs', needBody(t, item))
    const hidden = await make(await t.as('resident-0017'), 'needs', needBody(t, { ...item, visibility: 'volunteers' }))
    const gift = { category: 'food', quantity: 9 }
    const giftId = await give(giver, gift)
    // What is asked of volunteers alone is not met by anybody else.
    expect((await act(giver, `gifts/${giftId}`, 'allot')).body).toMatchObject({ waiting: 1 })
    const shares = async (client: Client) => (await client.get(`${API}/gifts/${giftId}/shares`)).body.items
    expect(await shares(giver)).toMatchObject([{ receiver: null, address: null, quantity: 1 }])
    const [officer, other] = [await t.as('grid-officer-wang'), await t.as('grid-officer-2')]
    expect(await shares(officer)).toMatchObject([{ receiver: '李晓梅', address: expect.any(String) }])
    expect(await shares(other)).toEqual([])
    expect((await officer.get(`${API}/gifts/${giftId}`)).body.can).toMatchObject({ seeShares: true, allot: false })
    expect(await inbox(officer)).toContain('gift_to_bring')
    expect(await inbox(other)).not.toContain('gift_to_bring')
    expect((await li.get(`${API}/me/gift-shares`)).body.items[0]).toMatchObject({ receiver: '李晓梅' })

    const bakery = await t.as('partner-bakery')
    const own = await give(bakery, gift)
    await act(bakery, `gifts/${own}`, 'allot')
    const { body } = await bakery.get(`${API}/gifts/${own}/shares`)
    expect(body.items).toMatchObject([{ needId: hidden, receiver: expect.any(String), address: expect.any(String) }])
  })

  test('that meets a need tells whoever was asked about it, and their turn of the week is theirs again', async () => {
    const [li, helper] = [await t.as('resident-0011'), await t.as('resident-0013')]
    const things = { kind: 'item', category: 'things' }
    const lent = offerBody(t, { kind: 'item', categories: ['things'], weekly: [], quantity: 5, perWeek: 1 })
    const needId = await make(li, 'needs', needBody(t, { ...things, quantity: 2 }))
    const matchId = await ask(li, needId, await make(helper, 'offers', lent))
    await act(
      await t.as('partner-bakery'),
      `gifts/${await give(await t.as('partner-bakery'), { category: 'things' })}`,
      'allot',
    )
    expect((await li.get(`${API}/needs/${needId}`)).body).toMatchObject({ state: 'met', met: 2 })
    expect((await helper.get(`${API}/matches/${matchId}`)).body.state).toBe('not_needed')
    const { body: news } = await helper.get(`${API}/me/notifications?limit=50`)
    expect(news.items).toContainEqual(
      expect.objectContaining({ kind: 'help_not_needed', subject: { kind: 'match', id: matchId } }),
    )
    const again = await make(li, 'needs', needBody(t, { ...things, quantity: 1 }))
    expect((await li.get(`${API}/needs/${again}/matches`)).body).toHaveLength(1)
    // And where it is called off instead.
    const asked = await ask(li, again, (await li.get(`${API}/needs/${again}/matches`)).body[0].offerId)
    await act(li, `needs/${again}`, 'cancel')
    expect((await helper.get(`${API}/matches/${asked}`)).body.state).toBe('cancelled')
    expect(await inbox(helper)).toContain('help_cancelled')
  })

  test('that falls through opens the need again', async () => {
    const [giver, li] = [await t.as('resident-0005'), await t.as('resident-0007')]
    const needId = await make(li, 'needs', needBody(t, { kind: 'item', category: 'tools', quantity: 2 }))
    const giftId = await give(giver, { category: 'tools', quantity: 5 })
    await act(giver, `gifts/${giftId}`, 'allot')
    expect((await li.get(`${API}/needs/${needId}`)).body).toMatchObject({ state: 'met', met: 2 })
    const [share] = (await giver.get(`${API}/gifts/${giftId}/shares`)).body.items
    expect((await act(li, `gift-shares/${share.id}`, 'cancel')).body.state).toBe('cancelled')
    expect((await li.get(`${API}/needs/${needId}`)).body).toMatchObject({ state: 'open', met: 0 })
    expect((await giver.get(`${API}/gifts/${giftId}`)).body).toMatchObject({ left: 5, waiting: 0 })
    await act(giver, `gifts/${giftId}`, 'end')
    expect((await act(giver, `gifts/${giftId}`, 'allot')).status).toBe(409)
  })

  test.each<[string, object, number]>([
    ['nothing', { quantity: 0 }, 400],
    ['no purpose', { purpose: ' ' }, 400],
    ['an unknown field', { price: 1 }, 400],
    ['a place that is not there', { placeId: newId() }, 404],
  ])('refused: %s', async (_, more, status) => {
    const li = await t.as('resident-li')
    expect((await li.put(`${API}/gifts/${newId()}`, body(more))).status).toBe(status)
  })

  test.each([
    ['resident-far', 404, 404],
    ['newcomer', 404, 404],
    ['resident-0009', 200, 403],
    ['partner-bakery', 200, 403],
  ])('%s reads it: %i, minds it: %i', async (persona, reads, minds) => {
    const giftId = await give(await t.as('resident-li'))
    const client = await t.as(persona)
    expect((await client.get(`${API}/gifts/${giftId}`)).status).toBe(reads)
    expect((await client.get(`${API}/gifts/${giftId}/shares`)).status).toBe(minds)
    expect((await act(client, `gifts/${giftId}`, 'allot')).status).toBe(minds)
  })

  test('the same again is the same, another under its id is not', async () => {
    const li = await t.as('resident-li')
    const id = await give(li)
    expect((await li.put(`${API}/gifts/${id}`, body())).status).toBe(200)
    expect((await li.put(`${API}/gifts/${id}`, body({ quantity: 9 }))).body.code).toBe('id_taken')
    expect((await (await t.as('resident-0009')).put(`${API}/gifts/${id}`, body())).status).toBe(409)
  })
})
