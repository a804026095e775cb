import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'

const API = '/api/v1'
const DAY_MS = 86_400_000
let t: TestApp
let grid: string
beforeAll(async () => {
  t = await buildTestApp()
  grid = t.demo.communities[0]?.grids[0]?.id ?? ''
  // A Sunday, eight in the morning in China.
  t.clock.set('2026-11-22T00:00:00.000Z')
})
afterAll(() => t.close())

const act = (client: Client, path: string, action: string, more: object = {}) =>
  client.post(`${API}/${path}/actions`, { id: newId(), action, ...more })

async function put(client: Client, path: string, body: object): Promise<string> {
  const id = newId()
  const answer = await client.put(`${API}/${path}/${id}`, body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return id
}

/** Lunch so many days from now, from eleven to one. */
function lunch(inDays: number) {
  const from = new Date(t.clock.now().getTime() + inDays * DAY_MS + 3 * 3_600_000)
  return {
    placeId: grid,
    kind: 'help',
    category: 'cook',
    text: '外婆想吃顿热午饭',
    from: from.toISOString(),
    to: new Date(from.getTime() + 2 * 3_600_000).toISOString(),
    urgency: 'normal',
    onBehalfOf: '外婆',
  }
}

test('one cooks on Sundays, once a week: asked for that and for no more, and better known each time', async () => {
  const [granddaughter, other, cook] = [
    await t.as('resident-li'),
    await t.as('resident-0041'),
    await t.as('resident-0043'),
  ]
  const offerId = await put(cook, 'offers', {
    placeId: grid,
    kind: 'help',
    categories: ['cook'],
    weekly: [{ weekday: 7, from: '10:00', to: '13:00' }],
    radiusMetres: 2_000,
    perWeek: 1,
  })
  const whoCould = async (asker: Client, needId: string) => (await asker.get(`${API}/needs/${needId}/matches`)).body
  for (const week of [0, 1, 2]) {
    const needId = await put(granddaughter, 'needs', lunch(0))
    const [proposed, ...rest] = await whoCould(granddaughter, needId)
    expect(rest).toEqual([])
    expect(proposed.offerId).toBe(offerId)
    const reasons = proposed.reasons.map(({ text }: { text: string }) => text)
    expect(reasons).toContain('那段时间有空')
    expect(reasons.filter((text: string) => text.startsWith('帮过'))).toEqual(
      week === 0 ? [] : [`帮过 ${week} 次，平均 5.0 星`],
    )

    const matchId = await put(granddaughter, 'matches', { needId, offerId })
    expect((await cook.get(`${API}/matches/${matchId}`)).body.contacts).toBeNull()
    const accepted = await act(cook, `matches/${matchId}`, 'accept')
    expect(accepted.body.contacts.requester).toMatchObject({ displayName: '李晓梅', onBehalfOf: '外婆' })
    expect((await act(granddaughter, `matches/${matchId}`, 'thank', { stars: 5 })).body.state).toBe('thanked')

    // Once a week is once a week, and on other days there is nobody.
    expect(await whoCould(other, await put(other, 'needs', lunch(0)))).toEqual([])
    expect(await whoCould(other, await put(other, 'needs', lunch(2)))).toEqual([])
    t.clock.advance({ days: 7 })
  }
  await act(cook, `offers/${offerId}`, 'pause')
  expect(await whoCould(granddaughter, await put(granddaughter, 'needs', lunch(0)))).toEqual([])
})
