import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildTestApp, newId, type TestApp } from '../../support/build-test-app'
import { placesOf } from '../notices/notice-body'
import { countRows, KEYS, SIGNAL_ENV, sendSignal, signalBody } from './sign'

let t: TestApp
beforeAll(async () => {
  t = await buildTestApp({ env: SIGNAL_ENV })
})
afterAll(() => t.close())

const nowSeconds = () => Math.floor(t.clock.now().getTime() / 1_000)
const written = async () => [await countRows(t, 'Signal'), await countRows(t, 'Appeal'), await countRows(t, 'CareTask')]

describe('a signal that is taken', () => {
  test.each(['12345', 'hotline'])('%s makes a case that the grid officer can handle', async (channel) => {
    const body = signalBody(t, { channel, category: 'facilities' })
    const { status, body: answer } = await sendSignal(t, body)
    expect(status).toBe(201)
    expect(answer).toMatchObject({ signalId: body.signalId, outcome: 'appeal' })
    const officer = await t.as('grid-officer-wang')
    const shown = await officer.get(`/api/v1/appeals/${answer.id}`)
    expect(shown.body).toMatchObject({ text: body.text, state: 'submitted', category: 'facilities', visibleName: null })
    expect(shown.body.timeline).toMatchObject([{ kind: 'report', by: 'channel' }])
    const accepted = await officer.post(`/api/v1/appeals/${answer.id}/actions`, { id: newId(), action: 'accept' })
    expect(accepted.body).toMatchObject({ state: 'accepted' })
  })

  test('what a hotline wrote down is not for neighbours', async () => {
    const { body } = await sendSignal(t, signalBody(t))
    expect((await (await t.as('resident-li')).get(`/api/v1/appeals/${body.id}`)).status).toBe(404)
  })

  test('the category is guessed where the channel names none', async () => {
    const { body } = await sendSignal(t, signalBody(t, { text: '楼上半夜施工噪音很大' }))
    const shown = await (await t.as('grid-officer-wang')).get(`/api/v1/appeals/${body.id}`)
    expect(shown.body.category).toBe('noise')
  })

  test('smoke where nobody agreed to a sensor is a case of the place, and names no home', async () => {
    const [building] = placesOf(t).buildings
    const signal = signalBody(t, {
      channel: 'smoke_sensor',
      placeId: building,
      deviceId: 'unknown-1',
      text: '烟感报警',
    })
    const { status, body } = await sendSignal(t, signal)
    expect({ status, outcome: body.outcome }).toEqual({ status: 201, outcome: 'appeal' })
    const shown = await (await t.as('grid-officer-wang')).get(`/api/v1/appeals/${body.id}`)
    expect(shown.body).toMatchObject({ category: 'safety', building: { id: building } })
  })

  test('the same again is answered the same, other content under the number is refused', async () => {
    const body = signalBody(t)
    const first = await sendSignal(t, body)
    const before = await written()
    t.clock.advance({ seconds: 60 })
    const again = await sendSignal(t, body)
    expect(again).toEqual({ status: 200, body: first.body })
    expect((await sendSignal(t, { ...body, text: '别的内容' })).body).toMatchObject({ status: 409, code: 'id_taken' })
    expect(await written()).toEqual(before)
  })

  test('20 at once make one case', async () => {
    const before = await countRows(t, 'Appeal')
    const body = signalBody(t)
    const answers = await Promise.all(Array.from({ length: 20 }, () => sendSignal(t, body)))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(new Set(answers.map(({ body: { id } }) => id)).size).toBe(1)
    expect(await countRows(t, 'Appeal')).toBe(before + 1)
  })

  test.each([-300, 300])('a clock that is %i seconds off is still good', async (seconds) => {
    expect((await sendSignal(t, signalBody(t), { timestamp: nowSeconds() + seconds })).status).toBe(201)
  })
})

describe('a signal that is refused leaves nothing behind', () => {
  const badSignature: [string, () => Promise<{ status: number; body: unknown }>][] = [
    ['no signature', () => sendSignal(t, signalBody(t), { signature: '' })],
    ['a signature that is no hex', () => sendSignal(t, signalBody(t), { signature: 'z'.repeat(64) })],
    ['a short signature', () => sendSignal(t, signalBody(t), { signature: 'ab' })],
    ['another key', () => sendSignal(t, signalBody(t), { key: 'another-key-another-key-another-key' })],
    ['the key of another channel', () => sendSignal(t, signalBody(t), { key: KEYS.hotline })],
    ['a timestamp that is no number', () => sendSignal(t, signalBody(t), { timestamp: 'now' })],
    ['a body that is no JSON, unsigned', () => sendSignal(t, signalBody(t), { payload: '{', signature: '00' })],
    [
      'another timestamp than the signed one',
      () => sendSignal(t, signalBody(t), { headers: { 'x-linli-timestamp': String(nowSeconds() + 1) } }),
    ],
    [
      'a body with one more blank than the signed one',
      async () => {
        const body = signalBody(t)
        const { createHmac } = await import('node:crypto')
        const timestamp = String(nowSeconds())
        const signature = createHmac('sha256', KEYS['12345'])
          .update(`${timestamp}.${JSON.stringify(body)}`)
          .digest('hex')
        return sendSignal(t, body, { payload: `${JSON.stringify(body)} `, signature, timestamp })
      },
    ],
  ]
  test.each(badSignature)('%s: 401 bad_signature', async (_, send) => {
    const before = await written()
    expect((await send()).body).toMatchObject({ status: 401, code: 'bad_signature' })
    expect(await written()).toEqual(before)
  })

  test.each([-301, 301, -86_400])('signed %i seconds from now: 401 signal_too_old', async (seconds) => {
    const before = await written()
    const answer = await sendSignal(t, signalBody(t), { timestamp: nowSeconds() + seconds })
    expect(answer.body).toMatchObject({ status: 401, code: 'signal_too_old' })
    expect(await written()).toEqual(before)
  })

  test.each<[string, Record<string, unknown>, number, string]>([
    ['an unknown place', { placeId: newId() }, 404, 'not_found'],
    ['a place that is no grid or building', { placeId: 'community' }, 400, 'invalid_request'],
    ['an unknown category', { category: 'weather' }, 400, 'invalid_request'],
    ['an unknown channel', { channel: 'fax' }, 400, 'invalid_request'],
    ['an unknown field', { caller: '13900000000' }, 400, 'invalid_request'],
    ['a number with a blank', { signalId: 'a b' }, 400, 'invalid_request'],
    ['a device of a hotline', { deviceId: 'd1' }, 400, 'invalid_request'],
    ['an empty text', { text: '\u200b' }, 400, 'invalid_request'],
    ['a point outside the city', { location: { lng: 0, lat: 0 } }, 400, 'point_outside_city'],
    ['a door sensor to which nobody agreed', { channel: 'door_sensor', deviceId: 'd-unknown' }, 404, 'not_found'],
    ['a door sensor without a number', { channel: 'door_sensor' }, 404, 'not_found'],
  ])('%s', async (_, over, status, code) => {
    const body = signalBody(t, over)
    if (body.placeId === 'community') body.placeId = placesOf(t).community1
    const before = await written()
    expect((await sendSignal(t, body)).body).toMatchObject({ status, code })
    expect(await written()).toEqual(before)
  })

  test('signed, but no JSON', async () => {
    expect((await sendSignal(t, signalBody(t), { payload: '{' })).body).toMatchObject({ code: 'invalid_request' })
  })

  test('another type of body', async () => {
    const answer = await sendSignal(t, signalBody(t), { headers: { 'content-type': 'text/plain' } })
    expect(answer.status).toBe(415)
  })
})

describe('without keys', () => {
  test('every signal is refused', async () => {
    const bare = await buildTestApp()
    expect((await sendSignal(bare, signalBody(bare))).body).toMatchObject({ code: 'bad_signature' })
    await bare.close()
  })

  test('while a key is changed both are good', async () => {
    const other = 'new-key-new-key-new-key-new-key-new-key'
    const both = await buildTestApp({ env: { LINLI_SIGNAL_KEYS: `hotline=${KEYS.hotline},hotline=${other}` } })
    const hotline = () => signalBody(both, { channel: 'hotline' })
    expect((await sendSignal(both, hotline())).status).toBe(201)
    expect((await sendSignal(both, hotline(), { key: other })).status).toBe(201)
    await both.close()
  })
})
