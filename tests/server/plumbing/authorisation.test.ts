import Ajv2020 from 'ajv/dist/2020'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildTestApp, type Client, clientOf, type TestApp } from '../../support/build-test-app'
import { makeWorld, OPERATIONS, type Operation, OUTSIDERS, type World } from './operations'

interface Described {
  summary?: string
  operationId?: string
  security?: unknown[]
  parameters?: { in: string; name: string; schema: object }[]
  requestBody?: object
  responses: Record<string, { content?: Record<string, { schema: object }> }>
}

/** All that may be asked for without signing in. Whoever adds a public route says so here too. */
const PUBLIC = [
  'GET /alerts/{id}/photo/{variant}',
  'GET /appeal-categories',
  'GET /demo',
  'GET /images/{id}/check',
  'GET /images/{id}/{variant}',
  'GET /open311/v2/requests.json',
  'GET /open311/v2/requests.xml',
  'GET /open311/v2/requests/{id}.json',
  'GET /open311/v2/requests/{id}.xml',
  'GET /open311/v2/services.json',
  'GET /open311/v2/services.xml',
  'GET /places',
  'GET /places/by-code/{code}',
  'GET /places/by-code/{code}/poster',
  'GET /places/{id}',
  'GET /places/{id}/children',
  'GET /platform-pushes/wechat',
  'GET /subscription-templates',
  'POST /platform-pushes/wechat',
  'POST /sessions',
  'POST /sessions/phone-codes',
  'POST /signals',
]

/** Writes that need no body, and those whose body is a picture or a table. */
const WITHOUT_JSON_BODY = [
  'PUT /images/{id}',
  'PUT /notices/{id}/receipt',
  'PUT /places/{id}/appeal-imports/{batchId}',
  'PUT /posts/{id}/like',
]

const API = '/api/v1'
let t: TestApp
let world: World
// biome-ignore lint/suspicious/noExplicitAny: the document is read, not typed
let document: any
let described: Map<string, Described>
beforeAll(async () => {
  t = await buildTestApp({
    env: {
      WECHAT_APP_ID: 'wx-test',
      WECHAT_APP_SECRET: 's',
      WECHAT_PUSH_TOKEN: 'a-push-token',
      WECHAT_TEMPLATES: 'notice=N1',
    },
    deps: {
      contentChecker: {
        name: 'none',
        isLocal: true,
        checkText: async () => ({ verdict: 'pass', label: null }),
        checkImage: async () => ({ verdict: 'pass', label: null }),
      },
    },
  })
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
    expect(ofApi.length).toBeGreaterThan(40)
    expect(ofApi.sort()).toEqual([...described.keys(), 'GET /openapi.json'].sort())
  })

  test('without a token all but the public ones are 401, and only the public ones say that they need none', async () => {
    const answers: Record<string, number> = {}
    const expected: Record<string, number> = {}
    for (const [name, operation] of Object.entries(OPERATIONS)) {
      const isPublic = PUBLIC.includes(name)
      expected[name] = isPublic ? (operation.stranger ?? 0) : 401
      answers[name] = (await send(t.stranger, name, operation)).statusCode
    }
    expect(answers).toEqual(expected)
    const openOnes = [...described].filter(([, { security }]) => security?.length === 0).map(([name]) => name)
    expect(openOnes.sort()).toEqual([...PUBLIC].sort())
  })

  test('with a token that was signed out every operation is 401, public ones too', async () => {
    const client = await freshToken('resident-0033')
    expect((await client.del(`${API}/sessions/current`)).status).toBe(204)
    const answers: Record<string, number> = {}
    for (const [name, operation] of Object.entries(OPERATIONS))
      answers[name] = (await send(client, name, operation)).statusCode
    expect([...new Set(Object.values(answers))], JSON.stringify(answers)).toEqual([401])
    expect((await client.get(`${API}/openapi.json`)).status).toBe(401)
  })

  test('with a token that ran out too', async () => {
    const client = await freshToken('resident-0033')
    const { store, clock } = t.deps
    await store.write((tx) =>
      tx.sql.run('UPDATE "Session" SET "expiresAt" = ? WHERE "personId" = ?', [clock.now(), client.personId]),
    )
    expect((await client.get(`${API}/me`)).status).toBe(401)
  })

  // The table is walked in one order by all, those that change who the caller is at the end.
  test.each(OUTSIDERS)('%s has no say in grid 1', async (persona) => {
    const client = await t.as(persona)
    const inOrder = Object.entries(OPERATIONS).sort(
      ([, a], [, b]) => Number(a.endsCaller ?? false) - Number(b.endsCaller ?? false),
    )
    const answers: Record<string, number> = {}
    const expected: Record<string, number> = {}
    for (const [name, operation] of inOrder) {
      const caller = operation.endsCaller ? await freshToken(persona) : client
      const answer = await send(caller, name, operation)
      answers[name] = answer.statusCode
      expected[name] = operation.but?.[persona] ?? operation.outsiders
      if (answer.statusCode === 404) expect(answer.json(), name).toMatchObject({ code: 'not_found' })
    }
    expect(answers).toEqual(expected)
  })

  test('and nothing was changed by any of them', async () => {
    const resident = await t.as('resident-li')
    expect((await resident.get(`${API}/posts/${world.postId}`)).body).toMatchObject({
      state: 'shown',
      likes: 0,
      comments: 1,
    })
    const officer = await t.as('grid-officer-wang')
    expect((await officer.get(`${API}/reports/${world.reportId}`)).body).toMatchObject({ state: 'open', reports: 1 })
    const waiting = await officer.get(`${API}/places/${world.grid}/memberships?limit=50`)
    expect(waiting.body.items.map(({ id }: { id: string }) => id)).toEqual([world.membershipId])
  })
})

describe('the OpenAPI document', () => {
  test('is of version 3.1, with a title, a version and a way to sign in', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/)
    expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) })
    expect(document.components.securitySchemes.token).toEqual({ type: 'http', scheme: 'bearer' })
  })

  test('each operation has a summary, parameters that are more than text, a body where it writes, and answers', () => {
    const wanting: string[] = []
    for (const [name, operation] of described) {
      const [method = '', path = ''] = name.split(' ')
      if (!operation.summary) wanting.push(`${name}: summary`)
      for (const [, parameter] of path.matchAll(/\{(\w+)\}/g)) {
        const known = operation.parameters?.find((one) => one.in === 'path' && one.name === parameter)
        if (!known || !('pattern' in known.schema || 'enum' in known.schema)) wanting.push(`${name}: ${parameter}`)
      }
      const writes = ['PUT', 'POST', 'PATCH'].includes(method) && !WITHOUT_JSON_BODY.includes(name)
      if (writes && !operation.requestBody) wanting.push(`${name}: body`)
      const good = Object.entries(operation.responses).filter(([status]) => /^2\d\d$/.test(status))
      if (good.length === 0) wanting.push(`${name}: answer`)
      for (const [status, { content }] of good) {
        if (!['202', '204'].includes(status) && Object.keys(content ?? {}).length === 0)
          wanting.push(`${name}: ${status} without a schema`)
      }
    }
    expect(wanting).toEqual([])
  })

  test('each operation that is answered with bytes says which', () => {
    const typesOf = (name: string) => Object.keys(described.get(name)?.responses['200']?.content ?? {})
    expect(typesOf('GET /me/export')).toEqual(['application/zip'])
    expect(typesOf('GET /images/{id}/{variant}')).toEqual(['image/webp'])
    expect(typesOf('GET /images/{id}/check')).toEqual(['image/jpeg'])
    expect(typesOf('GET /places/by-code/{code}/poster')).toEqual(['image/svg+xml'])
  })

  test('ids of operations are unique, and every reference leads somewhere', () => {
    const ids = [...described.values()].flatMap(({ operationId }) => operationId ?? [])
    expect(new Set(ids).size).toBe(ids.length)
    const dangling = references(document).filter((ref) => {
      const parts = ref
        .replace(/^#\//, '')
        .split('/')
        .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
      return !ref.startsWith('#/') || parts.reduce((at, part) => at?.[part], document) === undefined
    })
    expect(dangling).toEqual([])
  })

  test('every schema is JSON Schema 2020-12, and nothing of TypeBox is left in it', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    const schemas = schemasOf(document)
    expect(schemas.length).toBeGreaterThan(100)
    for (const schema of schemas) {
      expect(ajv.validateSchema(schema), `${JSON.stringify(schema).slice(0, 200)} ${ajv.errorsText()}`).toBe(true)
    }
    for (const one of nodes(document)) {
      if ('enum' in one && Array.isArray(one.enum)) expect(one).toMatchObject({ type: 'string' })
      expect(Object.keys(one).filter((key) => key.startsWith('~') || key === 'nullable')).toEqual([])
    }
  })

  test('it is what app.swagger() says, and needs no token', async () => {
    expect(document).toEqual(JSON.parse(JSON.stringify(t.app.swagger())))
  })
})

function* nodes(value: unknown): Generator<Record<string, unknown>> {
  if (value === null || typeof value !== 'object') return
  if (!Array.isArray(value)) yield value as Record<string, unknown>
  for (const child of Object.values(value)) yield* nodes(child)
}

function references(value: unknown): string[] {
  return [...nodes(value)].flatMap(({ $ref }) => (typeof $ref === 'string' ? [$ref] : []))
}

/** What stands under the word "schema", and the components. */
function schemasOf(value: { components?: { schemas?: object } }): object[] {
  const inPlace = [...nodes(value)].flatMap(({ schema }) =>
    schema !== null && typeof schema === 'object' ? [schema] : [],
  )
  return [...inPlace, ...Object.values(value.components?.schemas ?? {})]
}
