import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildTestApp, type Client, clientOf, type TestApp } from '../../support/build-test-app'
import type { Operation } from './operation'
import { makeWorld, OF_WECHAT, OPERATIONS, type World } from './operations'
import { readTable } from './who-may'

interface Described {
  summary?: string
  operationId?: string
  security?: unknown[]
  parameters?: { in: string; name: string; schema: object }[]
  requestBody?: object
  responses: Record<string, { content?: Record<string, { schema: object }> }>
}

/** All that may be asked for without signing in. Whoever adds a public route says so here too; who-may.md has the answers. */
const PUBLIC = [
  'GET /alerts/{id}/photo/{variant}',
  'GET /appeal-categories',
  'GET /certificates/{number}',
  'GET /demo',
  'GET /images/{id}/check',
  'GET /images/{id}/{variant}',
  'GET /open311/v2/requests.json',
  'GET /open311/v2/requests.xml',
  'GET /open311/v2/requests/{id}.json',
  'GET /open311/v2/requests/{id}.xml',
  'GET /open311/v2/services.json',
  'GET /open311/v2/services.xml',
  'GET /ledger/consistency',
  'GET /ledger/heads',
  'GET /places',
  'GET /places/by-code/{code}',
  'GET /places/by-code/{code}/poster',
  'GET /places/{id}',
  'GET /places/{id}/children',
  'GET /places/{id}/ledger',
  'GET /platform-pushes/wechat',
  'GET /polls/{id}/counted-ballots',
  'GET /polls/{id}/export',
  'GET /polls/{id}/log/consistency',
  'GET /polls/{id}/log/entries',
  'GET /polls/{id}/log/head',
  'GET /polls/{id}/log/heads',
  'GET /polls/{id}/log/proof',
  'GET /subscription-templates',
  'GET /topics/{id}/statements.csv',
  'GET /topics/{id}/votes.csv',
  'GET /voices/{id}/{file}',
  'POST /platform-pushes/wechat',
  'POST /sessions',
  'POST /sessions/phone-codes',
  // Without a token on a secret poll; on an open one it asks for it itself.
  'PUT /polls/{id}/ballots/{ballotId}',
  'POST /signals',
]

/** Writes whose body is a picture, a sound or a table: what is in it cannot have fields. */
const RAW_BODIES: Record<string, string> = {
  'PUT /images/{id}': 'image/png',
  'PUT /places/{id}/appeal-imports/{batchId}': 'text/csv',
  'PUT /places/{id}/owners-imports/{importId}': 'text/csv',
  'PUT /voices/{id}': 'audio/mpeg',
}

const API = '/api/v1'
let t: TestApp
let world: World
// biome-ignore lint/suspicious/noExplicitAny: the document is read, not typed
let document: any
let described: Map<string, Described>
beforeAll(async () => {
  t = await buildTestApp(OF_WECHAT)
  world = await makeWorld(t)
  document = (await t.stranger.get(`${API}/openapi.json`)).body
  described = new Map()
  for (const [path, methods] of Object.entries<Record<string, Described>>(document.paths)) {
    for (const [method, operation] of Object.entries(methods))
      described.set(`${method.toUpperCase()} ${path.replace(API, '')}`, operation)
  }
})
afterAll(() => t.close())

function send(client: Client, name: string, operation: Operation) {
  const { url, body, headers } = operation.request(world)
  const [method = 'GET'] = name.split(' ')
  const payload = body === undefined ? {} : { payload: body as object }
  const authorization = client.token ? { authorization: `Bearer ${client.token}` } : {}
  return t.app.inject({
    method: method as 'GET',
    url: `${API}${url}`,
    headers: { ...authorization, ...headers },
    ...payload,
  })
}

async function freshToken(persona: string): Promise<Client> {
  const { body } = await t.stranger.post(`${API}/sessions`, { provider: 'demo', code: persona })
  return clientOf(t.app, body.token, body.person.id)
}

describe('the walk over all operations', () => {
  test('has a row for each, and no row too many', () => {
    expect(Object.keys(OPERATIONS).sort()).toEqual([...described.keys()].sort())
  })

  test('the document names every route of the API', () => {
    const routes = t.app.printRoutes({ commonPrefix: false })
    const paths: string[] = []
    const above: string[] = []
    for (const line of routes.split('\n')) {
      const [, indent = '', part = '', methods] = /^([│ ]*)[├└]── (\S+)(?: \((.*)\))?$/.exec(line) ?? []
      if (part === '') continue
      const depth = indent.length / 4
      above.length = depth
      above[depth] = part
      for (const method of (methods ?? '').split(', ').filter((method) => method && method !== 'HEAD'))
        paths.push(`${method} ${above.join('')}`)
    }
    const ofApi = paths
      .filter((path) => path.includes(`${API}/`))
      .map((path) => path.replace(API, '').replace(/:(\w+)/g, '{$1}'))
      // A certificate is made by its id and checked by its number: one place in an address, two names.
      .map((path) => path.replace('{id}|{number}', path.startsWith('GET') ? '{number}' : '{id}'))
    expect(ofApi.length).toBeGreaterThan(40)
    expect(ofApi.sort()).toEqual([...described.keys(), 'GET /openapi.json'].sort())
  })

  test('only the public ones say that they need no token', () => {
    const openOnes = [...described].filter(([, { security }]) => security?.length === 0).map(([name]) => name)
    expect(openOnes.sort()).toEqual([...PUBLIC].sort())
  })

  test('with a token that was signed out they are as without one, which is 401 for all but the public ones', async () => {
    const client = await freshToken('resident-0033')
    expect((await client.del(`${API}/sessions/current`)).status).toBe(204)
    const table = readTable()
    const answers: Record<string, number> = {}
    const expected: Record<string, number> = {}
    for (const [name, operation] of Object.entries(OPERATIONS)) {
      expected[name] = PUBLIC.includes(name) ? (table[name]?.nobody ?? 0) : 401
      answers[name] = (await send(client, name, operation)).statusCode
    }
    expect(answers).toEqual(expected)
  })

  test.each(['Basic bGk6eHg=', 'Bearer', `bearer ${'x'.repeat(43)}`, 'Digest a="b"'])(
    'pages, probes, the document and public routes answer whatever %j is',
    async (authorization) => {
      for (const url of ['/healthz', '/readyz', `${API}/openapi.json`, `${API}/places`, `${API}/demo`]) {
        expect((await t.app.inject({ url, headers: { authorization } })).statusCode, url).toBe(200)
      }
      expect((await t.app.inject({ url: '/nowhere.js', headers: { authorization } })).statusCode).toBe(404)
      const me = await t.app.inject({ url: `${API}/me`, headers: { authorization } })
      expect({ status: me.statusCode, challenge: me.headers['www-authenticate'] }).toEqual({
        status: 401,
        challenge: 'Bearer',
      })
    },
  )

  test('the scheme is written in any case', async () => {
    const { token } = await t.as('resident-li')
    const me = await t.app.inject({ url: `${API}/me`, headers: { authorization: `bEaReR ${token}` } })
    expect(me.statusCode).toBe(200)
  })

  test('without a token a route that needs one does not look at the request first', async () => {
    for (const [name, operation] of Object.entries(OPERATIONS)) {
      if (PUBLIC.includes(name)) continue
      const [method = 'GET'] = name.split(' ')
      const url = `${API}${operation.request(world).url.replace(/\?.*/, '')}?unknown=1&cursor=%00&limit=x`
      const bad = await t.app.inject({
        method: method as 'GET',
        url: url.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, 'no-id'),
        ...(method === 'GET' ? {} : { payload: '{"unknown": ', headers: { 'content-type': 'application/json' } }),
      })
      expect(bad.statusCode, name).toBe(401)
    }
  })

  test('an unknown field is refused by each of them, in the address and in the body', async () => {
    const client = await t.as('resident-0035')
    const open: string[] = []
    for (const [name, operation] of Object.entries(OPERATIONS)) {
      // These look at the signature before anything else.
      if (name.endsWith('/platform-pushes/wechat') || name === 'POST /signals') continue
      const { url } = operation.request(world)
      const [method = 'GET'] = name.split(' ')
      const asked = { method: method as 'GET', headers: { authorization: `Bearer ${client.token}` } }
      const query = await t.app.inject({ ...asked, url: `${API}${url}${url.includes('?') ? '&' : '?'}unknown=1` })
      if (query.statusCode !== 400) open.push(`${name}: query ${query.statusCode}`)
      if (method === 'GET' || name in RAW_BODIES) continue
      const body = await t.app.inject({ ...asked, url: `${API}${url}`, payload: { unknown: 1 } })
      if (body.statusCode !== 400) open.push(`${name}: body ${body.statusCode}`)
    }
    expect(open).toEqual([])
  })

  test('an address that no id could have is not found when read, and an invalid request when written', async () => {
    const client = await t.as('resident-0035')
    const wrong: string[] = []
    for (const [name, { parameters }] of described) {
      const [method = '', path = ''] = name.split(' ')
      if (!parameters?.some((parameter) => parameter.in === 'path') || !['GET', 'PUT'].includes(method)) continue
      const url = `${API}${path.replace(/\{\w+\}/g, 'no_such_id')}`
      const { statusCode } = await t.app.inject({
        method: method as 'GET',
        url,
        headers: {
          authorization: `Bearer ${client.token}`,
          ...(name in RAW_BODIES ? { 'content-type': RAW_BODIES[name] } : {}),
        },
        ...(name in RAW_BODIES ? { payload: world.png } : {}),
      })
      if (statusCode !== (method === 'GET' ? 404 : 400)) wrong.push(`${name}: ${statusCode}`)
    }
    expect(wrong).toEqual([])
  })

  test('with a token that ran out too', async () => {
    const client = await freshToken('resident-0033')
    const { store, clock } = t.deps
    await store.write((tx) =>
      tx.sql.run('UPDATE "Session" SET "expiresAt" = ? WHERE "personId" = ?', [clock.now(), client.personId]),
    )
    expect((await client.get(`${API}/me`)).status).toBe(401)
  })
})
