import Ajv2020 from 'ajv/dist/2020'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildTestApp, type TestApp } from '../../support/build-test-app'

interface Described {
  summary?: string
  operationId?: string
  security?: unknown[]
  parameters?: { in: string; name: string; schema: object }[]
  requestBody?: object
  responses: Record<string, { content?: Record<string, { schema: object }> }>
}

/** Writes that need no body, and those whose body is a picture, a sound or a table. */
const WITHOUT_JSON_BODY = [
  'POST /places/{id}/matching-runs',
  'PUT /images/{id}',
  'PUT /me/blocks/{id}',
  'PUT /notices/{id}/receipt',
  'PUT /places/{id}/appeal-imports/{batchId}',
  'PUT /places/{id}/volunteers/{personId}',
  'PUT /places/{id}/owners-imports/{importId}',
  'PUT /posts/{id}/like',
  'PUT /topics/{id}/support',
  'PUT /voices/{id}',
]

const API = '/api/v1'
let t: TestApp
// biome-ignore lint/suspicious/noExplicitAny: the document is read, not typed
let document: any
const described = new Map<string, Described>()
beforeAll(async () => {
  t = await buildTestApp()
  document = (await t.stranger.get(`${API}/openapi.json`)).body
  for (const [path, methods] of Object.entries<Record<string, Described>>(document.paths)) {
    for (const [method, operation] of Object.entries(methods))
      described.set(`${method.toUpperCase()} ${path.replace(API, '')}`, operation)
  }
})
afterAll(() => t.close())

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

  test('each operation has a name, and lists its refusals as problem documents', () => {
    const wanting: string[] = []
    for (const [name, operation] of described) {
      if (!/^[a-z]+[A-Za-z0-9]+$/.test(operation.operationId ?? '')) wanting.push(`${name}: operationId`)
      if (!('default' in operation.responses)) wanting.push(`${name}: default`)
      const isOpen = operation.security?.length === 0
      if ('401' in operation.responses === isOpen) wanting.push(`${name}: 401`)
    }
    expect(wanting).toEqual([])
    const { responses, schemas } = document.components
    expect(responses.Refusal.content['application/problem+json'].schema).toEqual({
      $ref: '#/components/schemas/Problem',
    })
    expect(Object.keys(schemas)).toEqual(
      expect.arrayContaining(['Post', 'Comment', 'Notice', 'Place', 'Me', 'MembershipView', 'ReportView', 'Problem']),
    )
    expect(schemas.Post.properties.images.items).toEqual({ $ref: '#/components/schemas/Image' })
  })

  test('every thing bears what its reader may do with it', () => {
    const things = [
      'Post',
      'Comment',
      'Notice',
      'Place',
      'PlaceChild',
      'Household',
      'Me',
      'Person',
      'Image',
      'Notification',
      'Activity',
      'Shift',
      'SignUp',
      'CallUp',
    ]
    for (const name of [
      ...things,
      'MembershipView',
      'ReportView',
      'SearchHit',
      'Topic',
      'TopicLine',
      'Statement',
      'Minutes',
    ])
      expect(document.components.schemas[name].required, name).toContain('can')
  })

  test('each operation that is answered with bytes says which', () => {
    const typesOf = (name: string) => Object.keys(described.get(name)?.responses['200']?.content ?? {})
    expect(typesOf('GET /me/export')).toEqual(['application/zip'])
    expect(typesOf('GET /images/{id}/{variant}')).toEqual(['image/webp'])
    expect(typesOf('GET /images/{id}/check')).toEqual(['image/jpeg'])
    expect(typesOf('GET /voices/{id}/{file}')).toEqual(['audio/mpeg', 'audio/aac', 'audio/webm'])
    expect(typesOf('GET /places/by-code/{code}/poster')).toEqual(['image/svg+xml'])
    expect(typesOf('PUT /certificates/{id}')).toEqual(['application/pdf'])
    expect(typesOf('GET /me/service-record/workbook')[0]).toContain('spreadsheetml')
    expect(typesOf('GET /topics/{id}/votes.csv')).toEqual(['text/csv'])
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
