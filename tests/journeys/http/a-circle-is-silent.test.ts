import { afterAll, beforeAll, expect, test } from 'vitest'
import { askCircles } from '../../../server/features/care-circles'
import { SIGNAL_ENV, sendSignal, signalBody } from '../../server/signals/sign'
import { buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'

const API = '/api/v1'
let t: TestApp
beforeAll(async () => {
  t = await buildTestApp({ env: SIGNAL_ENV })
  // Nine in the morning in China.
  t.clock.set('2026-11-20T01:00:00.000Z')
})
afterAll(() => t.close())

const act = (client: Client, path: string, action: string) =>
  client.post(`${API}/${path}/actions`, { id: newId(), action })

async function heardOf(client: Client, kind: string): Promise<number> {
  const { body } = await client.get(`${API}/me/notifications?limit=50`)
  return body.items.filter((one: { kind: string }) => one.kind === kind).length
}

test('three mornings of an elder: silence goes round the circle, the door speaks, and one tap pauses it all', async () => {
  const elder = await t.as('resident-li')
  const neighbours = [await t.as('resident-0031'), await t.as('resident-zhou'), await t.as('resident-0045')]
  const officer = await t.as('grid-officer-wang')
  const grid = t.demo.communities[0]?.grids[0]?.id
  const circleId = newId()
  const begun = await elder.put(`${API}/care-circles/${circleId}`, { placeId: grid })
  for (const neighbour of neighbours) {
    const joined = await neighbour.post(`${API}/me/care-circles`, { code: begun.body.code })
    expect(joined.body).toMatchObject({ isMine: false, address: null })
  }
  const asked = () => Promise.all(neighbours.map((one) => heardOf(one, 'care_silent')))
  const minutesOn = async (minutes: number) => {
    t.clock.advance({ minutes })
    await askCircles(t.deps)
  }

  // The first: nobody hears anything, and each is asked in turn.
  await minutesOn(59)
  expect(await asked()).toEqual([0, 0, 0])
  for (const [turn, wait] of [1, 15, 15].entries()) {
    await minutesOn(wait)
    expect(await asked()).toEqual([0, 1, 2].map((seat) => (seat <= turn ? 1 : 0)))
  }
  const called = await heardOf(officer, 'care_unanswered')
  await minutesOn(15)
  expect(await heardOf(officer, 'care_unanswered')).toBe(called + 1)
  expect((await officer.get(`${API}/care-circles/${circleId}`)).body.address).toEqual(expect.any(String))
  expect((await act(officer, `care-circles/${circleId}`, 'seen')).status).toBe(200)
  expect((await elder.get(`${API}/care-circles/${circleId}`)).body.today).toBe('fine')
  for (const neighbour of neighbours) expect(await heardOf(neighbour, 'care_fine')).toBe(1)

  // The second: the door opened at half past six.
  const [membership] = (await elder.get(`${API}/me`)).body.memberships
  const sensor = { householdId: membership.household.id, channel: 'door_sensor', deviceId: 'door-1' }
  expect((await elder.put(`${API}/sensor-consents/${newId()}`, sensor)).status).toBe(201)
  t.clock.set('2026-11-20T22:30:00.000Z')
  const door = { channel: 'door_sensor', deviceId: 'door-1', event: 'moved', text: '门开过' }
  expect((await sendSignal(t, signalBody(t, door))).body).toMatchObject({ outcome: 'noted' })
  await minutesOn(4 * 60)
  expect(await asked()).toEqual([1, 1, 1])

  // The third: paused with one tap, and taken up again with one.
  expect((await act(elder, `care-circles/${circleId}`, 'pause')).body.items[0].state).toBe('paused')
  await minutesOn(24 * 60)
  expect(await asked()).toEqual([1, 1, 1])
  await act(elder, `care-circles/${circleId}`, 'resume')
  await minutesOn(1)
  expect(await asked()).toEqual([2, 1, 1])
})
