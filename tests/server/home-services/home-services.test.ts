import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'
import { inbox } from '../mutual-aid/neighbours'
import { serviceBody, tomorrowAt } from './service-body'

const API = '/api/v1'
let t: TestApp
let community: string
let li: Client
let bakery: Client
beforeAll(async () => {
  t = await buildTestApp()
  community = t.demo.communities[0]?.id ?? ''
  li = await t.as('resident-li')
  bakery = await t.as('partner-bakery')
})
afterAll(() => t.close())

const act = (client: Client, id: string, action: string, more: object = {}) =>
  client.post(`${API}/bookings/${id}/actions`, { id: newId(), action, ...more })

async function enter(client: Client, more: object = {}): Promise<string> {
  const id = newId()
  const { status, body } = await client.put(`${API}/services/${id}`, serviceBody(community, more))
  expect(status, JSON.stringify(body)).toBe(201)
  return id
}

async function book(client: Client, serviceId: string, startsAt: string): Promise<string> {
  const id = newId()
  const { status, body } = await client.put(`${API}/bookings/${id}`, { serviceId, startsAt })
  expect(status, JSON.stringify(body)).toBe(201)
  return id
}

describe('the directory', () => {
  test('shows price, area, certificate and rating to the community, until a service is ended', async () => {
    const id = await enter(bakery)
    expect((await bakery.put(`${API}/services/${id}`, serviceBody(community))).status).toBe(200)
    expect((await bakery.put(`${API}/services/${id}`, serviceBody(community, { area: '别处' }))).status).toBe(409)
    const { body } = await li.get(`${API}/places/${community}/services?category=plumbing`)
    expect(body.items.find((one: { id: string }) => one.id === id)).toMatchObject({
      provider: '春晓面包房',
      price: { fen: 8_000, per: 'visit' },
      certificate: '家政服务许可 2026-118',
      stars: null,
      ratings: 0,
      can: { book: true, end: false, seeBookings: false },
    })
    expect((await li.get(`${API}/places/${community}/services?category=cook`)).body.items).toEqual([])
    expect((await li.post(`${API}/services/${id}/actions`, { id: newId(), action: 'end' })).status).toBe(403)
    expect((await bakery.post(`${API}/services/${id}/actions`, { id: newId(), action: 'end' })).body.state).toBe(
      'ended',
    )
    const late = await li.put(`${API}/bookings/${newId()}`, { serviceId: id, startsAt: tomorrowAt(t, 2) })
    expect(late).toMatchObject({ status: 409, body: { code: 'wrong_state' } })
  })

  test.each<[string, object, number]>([
    ['a negative price', { price: { fen: -1, per: 'visit' } }, 400],
    ['a price per word', { price: { fen: 1, per: 'word' } }, 400],
    ['no hours', { weekly: [] }, 400],
    ['hours that end before they begin', { weekly: [{ weekday: 1, from: '18:00', to: '08:00' }] }, 400],
    ['an unknown field', { rating: 5 }, 400],
    ['a title that shows nothing', { title: '\u200b' }, 400],
  ])('refused: %s', async (_, more, status) => {
    expect((await bakery.put(`${API}/services/${newId()}`, serviceBody(community, more))).status).toBe(status)
  })

  test.each([
    ['resident-li', 403],
    ['resident-far', 404],
    ['newcomer', 404],
    ['grid-officer-wang', 403],
    ['secretary-other', 404],
    ['secretary-zhang', 201],
  ])('%s enters a service: %i', async (persona, status) => {
    const client = await t.as(persona)
    expect((await client.put(`${API}/services/${newId()}`, serviceBody(community))).status).toBe(status)
  })
})

describe('a booking', () => {
  test.each<[string, (t: TestApp) => string, string]>([
    ['in the past', () => '2026-11-01T02:00:00.000Z', 'booking_in_the_past'],
    ['months ahead', () => '2027-06-01T02:00:00.000Z', 'booking_too_far'],
    ['outside the hours', (app) => tomorrowAt(app, 12), 'outside_service_hours'],
    ['between two half hours', (app) => tomorrowAt(app, 2).replace(':00:00', ':10:00'), 'invalid_request'],
    ['at no time', () => 'soon', 'invalid_request'],
  ])('refused: %s', async (_, startsAt, code) => {
    const serviceId = await enter(bakery)
    const answer = await li.put(`${API}/bookings/${newId()}`, { serviceId, startsAt: startsAt(t) })
    expect(answer).toMatchObject({ status: 400, body: { code } })
  })

  test('of one time is one neighbour’s, however many want it at once; called off, it is free again', async () => {
    const serviceId = await enter(bakery)
    const startsAt = tomorrowAt(t, 2)
    const residents = [li, await t.as('resident-0003'), await t.as('resident-0005'), await t.as('resident-0007')]
    const answers = await Promise.all(
      residents.map((one) => one.put(`${API}/bookings/${newId()}`, { serviceId, startsAt })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409])
    expect(answers.filter(({ status }) => status === 409).map(({ body }) => body.code)).toEqual(
      Array(3).fill('slot_taken'),
    )
    const at = answers.findIndex(({ status }) => status === 201)
    const bookingId = answers[at]?.body.id
    expect((await residents[(at + 1) % 4]?.get(`${API}/bookings/${bookingId}`))?.status).toBe(404)
    expect(await inbox(bakery)).toContain('service_booked')
    expect((await act(residents[at] as Client, bookingId, 'done')).status).toBe(403)
    expect((await act(residents[at] as Client, bookingId, 'cancel')).body.state).toBe('cancelled')
    expect((await act(residents[at] as Client, bookingId, 'cancel')).status).toBe(409)
    await book(residents[(at + 1) % 4] as Client, serviceId, startsAt)
  })

  test('is rated once it has begun, done or not, and complained about once: the complaint is an appeal', async () => {
    const serviceId = await enter(bakery)
    const bookingId = await book(li, serviceId, tomorrowAt(t, 3))
    expect((await act(bakery, bookingId, 'done')).status).toBe(409)
    expect((await act(li, bookingId, 'rate', { stars: 4 })).status).toBe(409)
    expect((await bakery.get(`${API}/services/${serviceId}/bookings`)).body.items).toMatchObject([
      { id: bookingId, resident: { displayName: '李晓梅' }, address: expect.any(String) },
    ])
    t.clock.advance({ days: 2 })
    expect((await act(li, bookingId, 'cancel')).status).toBe(409)
    expect((await act(bakery, bookingId, 'rate', { stars: 5 })).status).toBe(403)
    expect((await act(li, bookingId, 'rate', { stars: 6 })).status).toBe(400)
    expect((await act(li, bookingId, 'rate', { stars: 4 })).body).toMatchObject({ stars: 4, can: { rate: false } })
    expect((await act(bakery, bookingId, 'done')).body.state).toBe('done')
    expect(await inbox(li)).toContain('service_done')
    expect((await act(li, bookingId, 'rate', { stars: 5 })).status).toBe(409)
    expect((await li.get(`${API}/services/${serviceId}`)).body).toMatchObject({ stars: 4, ratings: 1 })

    const complaint = { id: newId(), action: 'complain', text: '第二天又堵了' }
    const first = await li.post(`${API}/bookings/${bookingId}/actions`, complaint)
    expect(first.body).toMatchObject({ appealId: complaint.id, can: { complain: false } })
    expect((await li.post(`${API}/bookings/${bookingId}/actions`, complaint)).status).toBe(200)
    expect((await act(li, bookingId, 'complain', { text: '再说一次' })).status).toBe(409)
    const { body: appeal } = await li.get(`${API}/appeals/${complaint.id}`)
    expect(appeal).toMatchObject({ state: 'submitted', text: '【疏通下水道】第二天又堵了' })
    expect((await bakery.get(`${API}/bookings/${bookingId}`)).body.appealId).toBeNull()
    expect(await inbox(await t.as('grid-officer-wang'))).toContain('appeal_waiting')
  })

  test('of somebody who leaves is called off, and says nothing of them', async () => {
    const serviceId = await enter(bakery)
    const leaver = await t.as('resident-0091')
    const id = newId()
    const startsAt = tomorrowAt(t, 4)
    await leaver.put(`${API}/bookings/${id}`, { serviceId, startsAt, note: '三楼，敲门', phone: '13800000091' })
    await leaver.del(`${API}/me`)
    const row = await t.deps.store.read.prisma.booking.findFirst({ where: { id } })
    expect(row).toMatchObject({ state: 'cancelled', note: '', phone: null, slot: null })
    await book(li, serviceId, startsAt)
  })
})
