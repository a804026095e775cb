import { once } from 'node:events'
import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildApp } from '../../../server/app'
import { ERRORS } from '../../../src/contract'
import { buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'
import { plainPicture } from '../media/draw-picture'

// A picture has all the time there is, everything else hardly any.
const RECEIVING_MS = { request: 150, upload: 3_600_000, stalled: 3_600_000 }

let t: TestApp
let li: Client
let app: Awaited<ReturnType<typeof buildApp>>
let address: string
beforeAll(async () => {
  t = await buildTestApp()
  li = await t.as('resident-li')
  app = await buildApp(t.deps, { receivingMs: RECEIVING_MS })
  address = await app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(async () => {
  await app.close()
  await t.close()
})

function begin(path: string, type: string, length: number, language: string, to = address): ClientRequest {
  const headers = {
    authorization: `Bearer ${li.token}`,
    'content-type': type,
    'content-length': length,
    'accept-language': language,
  }
  return request(`${to}/api/v1${path}`, { method: 'PUT', headers })
}

async function answerTo(sent: ClientRequest): Promise<{ status: number | undefined; type: string; body: unknown }> {
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]
  return {
    status: answer.statusCode,
    type: String(answer.headers['content-type']),
    body: JSON.parse(await text(answer)),
  }
}

test('a request that does not arrive in its time is 408 from the table, and is not done', async () => {
  const id = newId()
  const sent = begin(`/posts/${id}`, 'application/json', 1_000, 'en')
  sent.on('error', () => undefined)
  sent.write('{"text":')
  const answer = await answerTo(sent)
  expect(answer).toMatchObject({
    status: 408,
    type: 'application/problem+json; charset=utf-8',
    body: { code: 'request_timeout', detail: ERRORS.request_timeout.en },
  })
  sent.destroy()
  expect((await li.get(`/api/v1/posts/${id}`)).status).toBe(404)
})

test('a picture takes its time: it is stored though it came slower than any other request may', async () => {
  const bytes = await plainPicture('jpeg')
  const picture = begin(`/images/${newId()}`, 'image/jpeg', bytes.length, 'zh-CN')
  picture.write(bytes.subarray(0, 10))
  // Begun after the picture, and already too slow.
  const other = begin(`/posts/${newId()}`, 'application/json', 1_000, 'zh-CN')
  other.on('error', () => undefined)
  other.write('{')
  expect(await answerTo(other)).toMatchObject({ status: 408, body: { detail: ERRORS.request_timeout['zh-CN'] } })
  picture.end(bytes.subarray(10))
  expect(await answerTo(picture)).toMatchObject({ status: 201 })
})

test('a picture of which nothing comes any more is cut off, long before its time is over', async () => {
  const strict = await buildApp(t.deps, { receivingMs: { ...RECEIVING_MS, stalled: 300 } })
  const there = await strict.listen({ port: 0, host: '127.0.0.1' })
  const bytes = await plainPicture('jpeg')
  const start = () => begin(`/images/${newId()}`, 'image/jpeg', bytes.length, 'zh-CN', there)
  const [stalled, slow] = [start(), start()]
  stalled.on('error', () => undefined)
  stalled.write(bytes.subarray(0, 10))
  const drops = Array.from({ length: 12 }, (_, drop) => bytes.subarray(drop * 10, drop * 10 + 10))
  const dripping = (async () => {
    for (const drop of drops) {
      slow.write(drop)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    slow.end(bytes.subarray(drops.length * 10))
  })()
  expect(await answerTo(stalled)).toMatchObject({ status: 408, body: { code: 'request_timeout' } })
  await dripping
  expect(await answerTo(slow)).toMatchObject({ status: 201 })
  await strict.close()
})

test('whoever sends far too much still reads why it is refused', async () => {
  const bytes = 40 * 1024 * 1024
  const sent = begin(`/images/${newId()}`, 'image/png', bytes, 'zh-CN')
  sent.end(Buffer.alloc(bytes))
  const answer = await answerTo(sent)
  expect(answer).toMatchObject({ status: 413, body: { code: 'too_large', detail: ERRORS.too_large['zh-CN'] } })
})

test.each([
  ['what is no HTTP', 'HELO\r\n\r\n', 400, 'invalid_request'],
  ['headers beyond all measure', `GET / HTTP/1.1\r\nhost: x\r\nx: ${'x'.repeat(40_000)}\r\n\r\n`, 413, 'too_large'],
])('%s is answered from the table', async (_, sent, status, code) => {
  const socket = connect(Number(new URL(address).port), '127.0.0.1')
  socket.write(sent)
  const answer = await text(socket)
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  expect(answer).toContain('content-type: application/problem+json; charset=utf-8')
  expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ status, code })
})
