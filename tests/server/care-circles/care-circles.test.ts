import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { askCircles } from '../../../server/features/care-circles'
import { buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'
import { inbox } from '../mutual-aid/neighbours'

const API = '/api/v1'
let t: TestApp
let grid: string
beforeAll(async () => {
  t = await buildTestApp()
  grid = t.demo.communities[0]?.grids[0]?.id ?? ''
})
afterAll(() => t.close())

const act = (client: Client, id: string, action: string) =>
  client.post(`${API}/care-circles/${id}/actions`, { id: newId(), action })

async function begin(elder: Client): Promise<{ id: string; code: string }> {
  const id = newId()
  const { status, body } = await elder.put(`${API}/care-circles/${id}`, { placeId: grid })
  expect(status).toBe(201)
  return { id, code: body.code }
}

const join = (client: Client, code: string) => client.post(`${API}/me/care-circles`, { code })
const today = async (client: Client, id: string) => (await client.get(`${API}/care-circles/${id}`)).body.today

describe('a circle', () => {
  test('is begun by the elder, once; neighbours join by the code; the sixth finds no seat', async () => {
    const elder = await t.as('resident-0101')
    const { id, code } = await begin(elder)
    expect((await elder.put(`${API}/care-circles/${id}`, { placeId: grid })).status).toBe(200)
    const again = await elder.put(`${API}/care-circles/${newId()}`, { placeId: grid })
    expect(again).toMatchObject({ status: 409, body: { code: 'care_circle_exists' } })
    expect((await elder.get(`${API}/care-circles/${id}`)).body).toMatchObject({ state: 'gathering', neighbours: [] })
    const neighbours = []
    for (const number of ['0103', '0105', '0107', '0109', '0111', '0113'])
      neighbours.push(await t.as(`resident-${number}`))
    const joined = await Promise.all(neighbours.map((one) => join(one, code)))
    expect(joined.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 409])
    const [first] = joined
    expect(first?.body).toMatchObject({ isMine: false, code: null, address: null })
    expect((await elder.get(`${API}/me/care-circles`)).body.items).toMatchObject([{ id, state: 'running' }])
    expect((await elder.get(`${API}/me/care-circles`)).body.items[0].neighbours).toHaveLength(5)
    expect(await inbox(elder)).toContain('care_joined')
  })

  test.each([
    ['resident-far', 404],
    ['newcomer', 404],
    ['partner-bakery', 404],
    ['grid-officer-wang', 403],
  ])('%s does not begin one in grid 1: %i', async (persona, status) => {
    const client = await t.as(persona)
    expect((await client.put(`${API}/care-circles/${newId()}`, { placeId: grid })).status).toBe(status)
  })

  test('is nobody else’s business, and nobody joins their own', async () => {
    const elder = await t.as('resident-0121')
    const { id, code } = await begin(elder)
    expect((await join(elder, code)).status).toBe(403)
    expect((await join(await t.as('resident-far'), code)).status).toBe(404)
    expect((await (await t.as('resident-0123')).get(`${API}/care-circles/${id}`)).status).toBe(404)
    expect((await join(elder, '12')).status).toBe(400)
    expect((await elder.put(`${API}/care-circles/${newId()}`, { placeId: newId() })).status).toBe(404)
    expect((await act(await t.as('resident-0123'), id, 'fine')).status).toBe(404)
    expect((await act(await t.as('grid-officer-wang'), id, 'pause')).status).toBe(403)
    const ended = await act(elder, id, 'end')
    expect(ended.body.items).toEqual([])
    expect((await elder.get(`${API}/care-circles/${id}`)).status).toBe(404)
  })
})

describe('silence', () => {
  let elder: Client
  let first: Client
  let second: Client
  let circle: { id: string; code: string }
  let day = 1
  beforeEach(async () => {
    // Each test on a day of its own, from eight in the morning in China.
    day += 1
    t.clock.set(`2026-12-${String(day).padStart(2, '0')}T00:00:00.000Z`)
    elder = await t.as(`resident-02${day}1`)
    first = await t.as(`resident-02${day}3`)
    second = await t.as(`resident-02${day}5`)
    circle = await begin(elder)
    await join(first, circle.code)
    await join(second, circle.code)
  })
  const asked = async (client: Client) => (await inbox(client)).filter((kind) => kind === 'care_silent').length

  test('by ten asks one neighbour, then the next, then the grid officer, each once', async () => {
    await askCircles(t.deps)
    expect(await asked(first)).toBe(0)
    t.clock.advance({ hours: 2 })
    await askCircles(t.deps)
    await askCircles(t.deps)
    expect([await asked(first), await asked(second)]).toEqual([1, 0])
    expect((await first.get(`${API}/care-circles/${circle.id}`)).body).toMatchObject({
      today: 'silent',
      address: expect.any(String),
      can: { seen: true },
    })
    expect((await second.get(`${API}/care-circles/${circle.id}`)).body.address).toBeNull()
    t.clock.advance({ minutes: 15 })
    await askCircles(t.deps)
    expect([await asked(first), await asked(second)]).toEqual([1, 1])
    const officer = await t.as('grid-officer-wang')
    const before = (await inbox(officer)).filter((kind) => kind === 'care_unanswered').length
    t.clock.advance({ minutes: 15 })
    await askCircles(t.deps)
    await askCircles(t.deps)
    expect((await inbox(officer)).filter((kind) => kind === 'care_unanswered')).toHaveLength(before + 1)
    expect((await act(officer, circle.id, 'seen')).status).toBe(200)
    expect(await today(elder, circle.id)).toBe('fine')
    expect(await inbox(first)).toContain('care_fine')
  })

  test('ends with one tap of the elder, before or after ten', async () => {
    expect((await act(elder, circle.id, 'fine')).body.items).toMatchObject([{ today: 'fine', can: { fine: false } }])
    expect(await act(elder, circle.id, 'fine')).toMatchObject({ status: 409, body: { code: 'wrong_state' } })
    t.clock.advance({ hours: 3 })
    await askCircles(t.deps)
    expect(await asked(first)).toBe(0)
    t.clock.advance({ hours: 24 })
    await askCircles(t.deps)
    expect(await asked(first)).toBe(1)
    await act(elder, circle.id, 'fine')
    t.clock.advance({ minutes: 30 })
    await askCircles(t.deps)
    expect(await asked(second)).toBe(0)
    expect(await inbox(first)).toContain('care_fine')
  })

  test('of a paused circle, or of one with a single neighbour, is left alone', async () => {
    expect((await act(elder, circle.id, 'pause')).body.items).toMatchObject([{ state: 'paused' }])
    t.clock.advance({ hours: 4 })
    await askCircles(t.deps)
    expect(await asked(first)).toBe(0)
    expect((await act(elder, circle.id, 'pause')).status).toBe(409)
    await act(elder, circle.id, 'resume')
    await act(second, circle.id, 'leave')
    await askCircles(t.deps)
    expect(await asked(first)).toBe(0)
    expect((await elder.get(`${API}/care-circles/${circle.id}`)).body).toMatchObject({ state: 'gathering' })
  })

  test('is no longer told to a neighbour who moved away: they are not asked, read nothing, and their seat is free', async () => {
    const third = await t.as(`resident-02${day}7`)
    await join(third, circle.code)
    const where = { personId: first.personId, state: 'verified' }
    const { id } = await t.deps.store.read.prisma.membership.findFirstOrThrow({ where })
    expect((await first.post(`${API}/memberships/${id}/actions`, { id: newId(), action: 'end' })).status).toBe(200)
    t.clock.advance({ hours: 3 })
    await askCircles(t.deps)
    expect([await asked(first), await asked(second)]).toEqual([0, 1])
    expect((await first.get(`${API}/care-circles/${circle.id}`)).status).toBe(404)
    expect((await first.get(`${API}/me/care-circles`)).body.items).toEqual([])
    expect((await elder.get(`${API}/care-circles/${circle.id}`)).body.neighbours).toHaveLength(2)
    for (const number of ['31', '33', '35']) {
      const one = await t.as(`resident-02${number}`)
      expect((await join(one, circle.code)).status).toBe(200)
    }
  })

  test('when an account is erased: the elder’s circle ends, a neighbour’s seat is free', async () => {
    await second.del(`${API}/me`)
    expect((await elder.get(`${API}/care-circles/${circle.id}`)).body.neighbours).toHaveLength(1)
    await elder.del(`${API}/me`)
    expect((await first.get(`${API}/me/care-circles`)).body.items).toEqual([])
  })
})
