import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { askCircles } from '../../../server/features/care-circles'
import { buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'
import { inbox } from '../mutual-aid/neighbours'
import { placesOf } from '../notices/notice-body'
import { countRows, SIGNAL_ENV, sendSignal, signalBody } from '../signals/sign'

const API = '/api/v1'
let t: TestApp
let grid: string
beforeAll(async () => {
  t = await buildTestApp({ env: SIGNAL_ENV })
  grid = placesOf(t).grid1
})
afterAll(() => t.close())

describe('a door that moves', () => {
  let elder: Client
  let first: Client
  let circleId: string
  let deviceId: string
  let consentId: string
  let day = 1
  const persona = (number: number) => t.as(`resident-${String(100 + 10 * day + number).padStart(4, '0')}`)
  /** Each test on a day of its own, and with people of its own, from four in the morning in China. */
  beforeEach(async () => {
    day += 1
    t.clock.set(`2026-12-${String(day).padStart(2, '0')}T20:00:00.000Z`)
    elder = await persona(1)
    first = await persona(3)
    circleId = newId()
    const begun = await elder.put(`${API}/care-circles/${circleId}`, { placeId: grid })
    for (const neighbour of [first, await persona(5)])
      await neighbour.post(`${API}/me/care-circles`, { code: begun.body.code })
    const [membership] = (await elder.get(`${API}/me`)).body.memberships
    deviceId = `door-${day}`
    consentId = newId()
    const sensor = { householdId: membership.household.id, channel: 'door_sensor', deviceId }
    expect((await elder.put(`${API}/sensor-consents/${consentId}`, sensor)).status).toBe(201)
  })
  const moved = (more: object = {}) =>
    sendSignal(t, signalBody(t, { channel: 'door_sensor', deviceId, event: 'moved', text: '门开过', ...more }))
  const today = async () => (await elder.get(`${API}/care-circles/${circleId}`)).body.today
  const asked = async () => (await inbox(first)).filter((kind) => kind === 'care_silent').length
  const atTen = async () => {
    t.clock.advance({ hours: 3 })
    await askCircles(t.deps)
  }

  test('in the morning is as good as “I am fine”: at ten nobody is asked', async () => {
    t.clock.advance({ hours: 3 })
    expect(await moved()).toEqual({ status: 200, body: { signalId: expect.any(String), outcome: 'noted' } })
    expect(await today()).toBe('fine')
    await atTen()
    expect(await asked()).toBe(0)
    // The next day is a day of its own.
    t.clock.advance({ hours: 24 })
    await askCircles(t.deps)
    expect(await asked()).toBe(1)
  })

  test('in the night says nothing of the morning, nor does one that another day is named for', async () => {
    expect((await moved()).status).toBe(200)
    t.clock.advance({ hours: 3 })
    const yesterday = new Date(t.clock.now().getTime() - 86_400_000).toISOString()
    expect((await moved({ at: yesterday })).status).toBe(200)
    expect(await today()).toBe('waiting')
    await atTen()
    expect(await asked()).toBe(1)
  })

  test('after ten ends the asking, and whoever was asked is told', async () => {
    t.clock.advance({ hours: 3 })
    await atTen()
    expect([await today(), await asked()]).toEqual(['silent', 1])
    t.clock.advance({ minutes: 10 })
    await moved()
    expect(await today()).toBe('fine')
    expect(await inbox(first)).toContain('care_fine')
    t.clock.advance({ minutes: 10 })
    await askCircles(t.deps)
    expect(await inbox(await persona(5))).not.toContain('care_silent')
  })

  test('is not listened to once the elder took back their consent', async () => {
    await elder.post(`${API}/sensor-consents/${consentId}/actions`, { id: newId(), action: 'withdraw' })
    t.clock.advance({ hours: 3 })
    expect((await moved()).body).toMatchObject({ status: 404, code: 'not_found' })
    expect(await today()).toBe('waiting')
  })

  test('is kept nowhere; one that has not moved for long is a task to look in, as ever', async () => {
    t.clock.advance({ hours: 3 })
    const before = [await countRows(t, 'Signal'), await countRows(t, 'CareTask')]
    const signalId = `T-${newId()}`
    expect([(await moved({ signalId })).status, (await moved({ signalId })).status]).toEqual([200, 200])
    expect([await countRows(t, 'Signal'), await countRows(t, 'CareTask')]).toEqual(before)
    const silent = await moved({ event: 'silent', text: '门磁24小时未动' })
    expect(silent).toMatchObject({ status: 201, body: { outcome: 'care_task' } })
  })

  test.each([
    ['an event of a smoke sensor', { channel: 'smoke_sensor' }],
    ['another event', { event: 'opened' }],
    ['no time', { at: 'morning' }],
  ])('refused: %s', async (_, more) => {
    t.clock.advance({ hours: 3 })
    expect((await moved(more)).body).toMatchObject({ status: 400, code: 'invalid_request' })
    expect(await today()).toBe('waiting')
  })

  test('of somebody without a circle is noted all the same', async () => {
    await elder.post(`${API}/care-circles/${circleId}/actions`, { id: newId(), action: 'end' })
    t.clock.advance({ hours: 3 })
    expect((await moved()).body).toMatchObject({ outcome: 'noted' })
  })
})
