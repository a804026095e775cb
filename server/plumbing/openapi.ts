import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import * as contract from '../../src/contract'
import { withoutAdded } from './closed-routes'

type Node = Record<string, unknown>

/** The OpenAPI 3.1 document, made from the schemas on the routes. Registered before them. */
export const openapi = fastifyPlugin(
  async (app: FastifyInstance) => {
    await app.register(swagger, {
      openapi: {
        openapi: '3.1.0',
        info: {
          title: 'Linli 邻里',
          version: '1',
          description: 'The HTTP contract of Linli. Errors are application/problem+json; lists are keyset pages.',
        },
        servers: [{ url: '/' }],
        components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
        security: [{ token: [] }],
      },
      transform: ({ schema, url, route }) => ({
        schema: { ...withoutAdded(schema ?? {}), operationId: operationIdOf([route.method].flat()[0] ?? 'GET', url) },
        url,
      }),
      transformObject: (document) => ('openapiObject' in document ? finish(document.openapiObject) : {}) as never,
    })
    app.get('/api/v1/openapi.json', { schema: { hide: true } }, async () => app.swagger())
  },
  { name: 'openapi', dependencies: ['closed-routes'] },
)

/** "GET /api/v1/places/:id/feed" → "getPlacesByIdFeed"; the end of a file's name is a word too. */
function operationIdOf(method: string, url: string): string {
  const words = url
    .replace('/api/v1', '')
    .split(/[/.-]/)
    .filter(Boolean)
    .map((part) => (part.startsWith(':') ? `By${capital(part.slice(1))}` : capital(part)))
  return [method.toLowerCase(), ...words].join('')
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

/** Gives every operation its refusals, and the things of the contract their names. */
function finish(document: object): object {
  const { paths, components, ...rest } = structuredClone(document) as Node & {
    paths: Record<string, Node>
    components: Node
  }
  for (const path of Object.values(paths)) for (const operation of Object.values(path)) addRefusals(operation as Node)
  const names = new NamedSchemas()
  const named = names.replaceIn(paths)
  names.replaceIn(plain(contract.Problem))
  return {
    ...rest,
    paths: named,
    components: {
      ...components,
      responses: {
        Refusal: refusal('A refusal, by the table of codes'),
        NotSignedIn: refusal('No good token was sent'),
      },
      schemas: names.definitions(),
    },
  }
}

function addRefusals(operation: Node): void {
  const isOpen = Array.isArray(operation.security) && operation.security.length === 0
  operation.responses = {
    ...(operation.responses as Node),
    ...(isOpen ? {} : { 401: { $ref: '#/components/responses/NotSignedIn' } }),
    default: { $ref: '#/components/responses/Refusal' },
  }
}

function refusal(description: string): Node {
  return { description, content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } }
}

/** Without the symbols by which TypeBox knows its own. */
const plain = (schema: unknown): unknown => JSON.parse(JSON.stringify(schema))

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null

/** Objects and unions of the contract, known again by what they say. */
class NamedSchemas {
  readonly #byText = new Map<string, { name: string; schema: Node }>()
  readonly #used = new Map<string, unknown>()

  constructor() {
    for (const [name, value] of Object.entries(contract)) {
      if (!isNode(value) || !('properties' in value || 'anyOf' in value) || name.endsWith('Params')) continue
      const schema = plain(value) as Node
      this.#byText.set(JSON.stringify(schema), { name, schema })
    }
  }

  /** The same, with a reference in place of each thing that has a name. */
  replaceIn(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.replaceIn(item))
    if (!isNode(value)) return value
    const known = this.#byText.get(JSON.stringify(value))
    if (known === undefined) return this.#replaceParts(value)
    if (!this.#used.has(known.name)) {
      this.#used.set(known.name, null)
      this.#used.set(known.name, this.#replaceParts(known.schema))
    }
    return { $ref: `#/components/schemas/${known.name}` }
  }

  definitions(): Node {
    return Object.fromEntries([...this.#used].sort(([a], [b]) => (a < b ? -1 : 1)))
  }

  #replaceParts(node: Node): Node {
    return Object.fromEntries(Object.entries(node).map(([key, part]) => [key, this.replaceIn(part)]))
  }
}
