import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ERRORS } from '../../../src/contract'
import { buildTestApp, newId, type TestApp } from '../../support/build-test-app'

/** A machine that is busy with other tests is told to come back at first: what is asked for here is another limit. */
async function untilCalm(app: FastifyInstance): Promise<void> {
  while ((await app.inject('/readyz')).statusCode === 503) await sleep(100)
}

let t: TestApp
beforeAll(async () => {
  t = await buildTestApp()
})
afterAll(() => t.close())

const grid = () => t.demo.communities[0]?.grids[0]?.id
const post = () => ({ placeId: grid(), kind: 'talk', text: '你好', imageIds: [] })

describe('every refusal is a problem document in the caller’s language', () => {
  test('the table has a sentence in both languages for every code, and never a technical word', () => {
    for (const [code, entry] of Object.entries(ERRORS)) {
      expect(entry['zh-CN'], code).toMatch(/[\u4e00-\u9fff].*[。]$/)
      expect(entry.en, code).toMatch(/^[A-Z].*[.]$/)
      expect(`${entry['zh-CN']}${entry.en}`, code).not.toMatch(/sql|prisma|null|undefined|token/i)
    }
  })

  test.each([
    ['zh-CN,zh;q=0.9', '没有找到'],
    ['en-GB', 'Not found'],
    ['fr-FR', '没有找到'],
    ['', '没有找到'],
  ])('Accept-Language %j', async (language, beginning) => {
    const client = await t.as('resident-li')
    const answer = await client.get(`/api/v1/posts/${newId()}`, { 'accept-language': language })
    expect(answer.status).toBe(404)
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(answer.body).toMatchObject({ type: 'urn:linli:problem:not_found', status: 404, code: 'not_found' })
    expect(answer.body.detail).toContain(beginning)
  })

  test('an unknown field is refused and named, at every depth', async () => {
    const client = await t.as('resident-li')
    const answer = await client.put(`/api/v1/posts/${newId()}`, { ...post(), admin: true })
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request', fields: [{ path: 'admin' }] } })
    const nested = await client.put(`/api/v1/reports/${newId()}`, {
      subject: { kind: 'post', id: newId(), x: 1 },
      reason: '…',
    })
    expect(nested).toMatchObject({ status: 400, body: { fields: [{ path: 'subject.x' }] } })
    expect((await client.get(`/api/v1/places/${grid()}/feed?limt=3`)).status).toBe(400)
  })

  test.each([
    ['an id that is no UUIDv7', 'posts/123', {}],
    ['a UUIDv4', 'posts/7f1f3a52-6d7e-4c7e-9d57-2f0a3a1b5c11', {}],
    ['a number for a text', `posts/${newId()}`, { text: 5 }],
    ['nothing but space', `posts/${newId()}`, { text: ' \n ' }],
    ['a zero-width text', `posts/${newId()}`, { text: '\u200b\u200b' }],
    ['a control character', `posts/${newId()}`, { text: 'a\u0007b' }],
    ['a direction override', `posts/${newId()}`, { text: 'abc\u202edef' }],
    ['2,001 characters', `posts/${newId()}`, { text: '字'.repeat(2_001) }],
    ['an unknown kind', `posts/${newId()}`, { kind: 'spam' }],
    ['ten pictures', `posts/${newId()}`, { imageIds: Array.from({ length: 10 }, () => newId()) }],
  ])('%s is 400', async (_, path, change) => {
    const client = await t.as('resident-li')
    const answer = await client.put(`/api/v1/${path}`, { ...post(), ...change })
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
  })

  test('2,000 characters outside the basic plane are 2,000 characters; a family of emoji is let in', async () => {
    const client = await t.as('resident-li')
    expect((await client.put(`/api/v1/posts/${newId()}`, { ...post(), text: '𠮷'.repeat(2_000) })).status).toBe(201)
    expect((await client.put(`/api/v1/posts/${newId()}`, { ...post(), text: '一家人 👨‍👩‍👧' })).status).toBe(201)
  })

  test('what stands in the text is kept as text', async () => {
    const client = await t.as('resident-li')
    const text = '<script>alert(1)</script> & "quotes" \\ / {{x}}'
    expect((await client.put(`/api/v1/posts/${newId()}`, { ...post(), text })).body.text).toBe(text)
  })

  test.each([
    [413, 'application/json', JSON.stringify({ text: 'x'.repeat(70_000) }), 'too_large'],
    [415, 'text/plain', 'hello', 'unsupported_media_type'],
    [415, 'application/x-www-form-urlencoded', 'a=b', 'unsupported_media_type'],
    [400, 'application/json', '{"text": ', 'invalid_request'],
    [400, 'application/json', '[]', 'invalid_request'],
    [400, 'application/json', '{"text": "a", "text": "b"}', 'invalid_request'],
    [400, 'application/json', '{"__proto__": {}}', 'invalid_request'],
  ])('%i for %s', async (status, type, payload, code) => {
    const { token } = await t.as('resident-li')
    const answer = await t.app.inject({
      method: 'PUT',
      url: `/api/v1/posts/${newId()}`,
      headers: { 'content-type': type, authorization: `Bearer ${token}` },
      payload,
    })
    expect(answer.statusCode).toBe(status)
    expect(answer.json()).toMatchObject({ code })
  })

  test.each(['Bearer', 'Bearer x', 'Basic abc', `Bearer ${'a'.repeat(43)}`])(
    'the token %j is 401',
    async (authorization) => {
      const answer = await t.app.inject({ method: 'GET', url: '/api/v1/me', headers: { authorization } })
      expect(answer.json()).toMatchObject({ status: 401, code: 'not_signed_in' })
    },
  )

  test('a token dies on sign-out', async () => {
    const { body } = await t.stranger.post('/api/v1/sessions', { provider: 'demo', code: 'resident-0005' })
    const headers = { authorization: `Bearer ${body.token}` }
    expect((await t.stranger.get('/api/v1/me', headers)).status).toBe(200)
    const out = await t.app.inject({ method: 'DELETE', url: '/api/v1/sessions/current', headers })
    expect(out.statusCode).toBe(204)
    expect((await t.stranger.get('/api/v1/me', headers)).status).toBe(401)
  })

  test('a cursor that we did not make, and a page of 51, are refused', async () => {
    const client = await t.as('resident-li')
    for (const query of ['cursor=abc', 'cursor=W10', 'limit=51', 'limit=0', 'limit=x']) {
      expect((await client.get(`/api/v1/places/${grid()}/feed?${query}`)).status, query).toBe(400)
    }
  })
})

test.each([
  ['GET', '%', 400, 'invalid_request'],
  ['PUT', '%ff%fe', 400, 'invalid_request'],
  ['GET', 'x'.repeat(201), 404, 'not_found'],
  ['PUT', 'x'.repeat(201), 400, 'invalid_request'],
] as const)(
  '%s /posts/%s, which is no address, is %i in the words of everybody else',
  async (method, id, status, code) => {
    const { token } = await t.as('resident-li')
    const headers = { authorization: `Bearer ${token}`, 'accept-language': 'en' }
    const answer = await t.app.inject({ method, url: `/api/v1/posts/${id}`, headers })
    expect(answer.statusCode).toBe(status)
    expect(answer.headers).toMatchObject({
      'content-type': 'application/problem+json; charset=utf-8',
      'x-content-type-options': 'nosniff',
    })
    expect(answer.json()).toMatchObject({ code, detail: expect.stringMatching(/^[A-Z]/) })
    expect(answer.body).not.toContain(id)
  },
)

test('a request without a body may still say that it is JSON, as wx.request does', async () => {
  const { token } = await t.as('resident-0011')
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
  const out = await t.app.inject({ method: 'DELETE', url: '/api/v1/sessions/current', headers })
  expect(out.statusCode).toBe(204)
})

test('a phone that knows no PATCH sends POST and says what it means', async () => {
  const client = await t.as('resident-0009')
  const answer = await client.post('/api/v1/me', { displayName: '小郭' }, { 'x-http-method-override': 'PATCH' })
  expect(answer).toMatchObject({ status: 200, body: { person: { displayName: '小郭' } } })
  expect((await client.post('/api/v1/me', { displayName: '小郭' })).status).toBe(404)
})

describe('under too much', () => {
  test('a person who writes faster than a thumb can is asked to wait, and nobody else is', async () => {
    const limited = await buildTestApp({ env: { LINLI_RATE_LIMIT: 'on' } })
    try {
      await untilCalm(limited.app)
      const eager = await limited.as('resident-0001')
      const placeId = limited.demo.communities[0]?.grids[0]?.id
      // A machine that is busy with other tests may say so first (503); that is asked again, and counts for nothing.
      const write = async (writer: typeof eager): ReturnType<typeof eager.put> => {
        const answer = await writer.put(`/api/v1/posts/${newId()}`, { ...post(), placeId })
        return answer.status === 503 ? sleep(200).then(() => write(writer)) : answer
      }
      const answers = await Promise.all(Array.from({ length: 130 }, () => write(eager)))
      const refused = answers.filter(({ status }) => status === 429)
      expect(refused.length).toBe(10)
      expect(refused[0]).toMatchObject({ body: { code: 'too_many_requests' } })
      expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(0)
      await untilCalm(limited.app)
      const calm = await limited.as('resident-0003')
      expect((await write(calm)).status).toBe(201)
    } finally {
      await limited.close()
    }
  })
})

describe('a name that comes twice', () => {
  const change = async (payload: string) => {
    const { token } = await t.as('resident-0013')
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    return t.app.inject({ method: 'PATCH', url: '/api/v1/me', headers, payload })
  }

  test.each([
    '{"elderMode":true,"elderMode":false}',
    '{"elderMode":true,"elder\\u004dode":true}',
    '{"displayName":"小郭", "elderMode" : true,\n"displayName"\t: "大郭"}',
    '{"x":[{"a":1,"a":1}]}',
  ])('is refused and changes nothing: %s', async (payload) => {
    const answer = await change(payload)
    expect(answer.statusCode).toBe(400)
    expect(answer.json()).toMatchObject({
      code: 'invalid_request',
      fields: [{ path: 'body', message: expect.stringContaining('twice') }],
    })
    const resident = await t.as('resident-0013')
    expect((await resident.get('/api/v1/me')).body.person).toMatchObject({ elderMode: false })
  })

  test.each(['"a": "b", {"c": 1}', '\\"elderMode\\":true', 'elderMode": 1'])(
    'in a text is a text: %s',
    async (text) => {
      const answer = await change(JSON.stringify({ displayName: text.slice(0, 20) }))
      expect(answer.json()).toMatchObject({ person: { displayName: text.slice(0, 20) } })
    },
  )

  test('is looked for however deep the body is', async () => {
    const deep = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`
    expect((await change(deep)).json()).toMatchObject({ code: 'invalid_request' })
  })
})
