import type { SeededRandom } from '../../../server/storage/seed/random'
import { HOSTILE, type Schema, SchemaValues, toJson } from './schema-values'

export interface Described {
  parameters?: { in: string; name: string; required?: boolean; schema: Schema }[]
  requestBody?: { content: Record<string, { schema: Schema }> }
}

/** What would be right, as operations.ts asks for it. */
export interface Right {
  url: string
  body?: unknown
  headers?: Record<string, string>
}

export interface Wanted {
  method: string
  url: string
  headers: Record<string, string>
  payload?: string | Buffer
}

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/
/** As it stands in an address: cut in half, no UTF-8, and what only looks like a number, a cursor or an id. */
const IN_ADDRESS = [
  '%',
  '%zz',
  '%00',
  '%ff%fe',
  '%ED%A0%80',
  '%E2%80%8B',
  '%2e%2e%2f',
  '..%5c',
  '%20',
  '*',
  '-',
  'null',
  'NaN',
  '1e9',
  '0x10',
  '+1',
  '-0',
  '007',
  '1,2',
  '%5B%5D',
  'a[b]=c',
  'x'.repeat(199),
  'x'.repeat(3_000),
]
const BROKEN = [
  '{',
  '{"a":',
  '[]',
  'null',
  '"text"',
  '0',
  '\ufeff{}',
  '{"a":1}{"a":2}',
  `${'{"a":'.repeat(3_000)}1${'}'.repeat(3_000)}`,
  '{"__proto__":{"x":1}}',
  "{'a':1}",
  '\u0000',
  '{"a":"\\ud800"}',
  '{"a":"\\x"}',
  'x'.repeat(70_000),
]
const TYPES = [
  'text/plain',
  'application/json; charset=latin1',
  'application/json;charset=utf-8',
  'APPLICATION/JSON',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'image/png',
  'text/csv',
  '',
  ';',
  'application/json, text/csv',
]
const HEADERS: readonly Record<string, string>[] = [
  { 'accept-language': 'en;q=2, *;q=-1, zh;;;' },
  { 'accept-language': 'x'.repeat(4_000) },
  { 'accept-encoding': 'br;q=1, gzip;q=0, *;q=0' },
  { accept: 'text/html' },
  { 'if-match': '"x"' },
  { 'if-none-match': '*' },
  { 'if-modified-since': 'yesterday' },
  { range: 'bytes=0-0,-1,5-2' },
  { 'x-http-method-override': 'PATCH' },
  { 'x-http-method-override': 'DELETE' },
  { 'x-forwarded-for': '::1, not an address' },
  { host: '' },
  { authorization: 'Bearer ' },
  { authorization: `Bearer ${'x'.repeat(300)}` },
  { cookie: 'a=b; '.repeat(200) },
  { expect: '200-ok' },
]

/** Requests to one operation, right ones and ones that were tampered with. The same seed makes the same. */
export class HostileRequests {
  /** Where lists went on: real ones, to be cut and shown to other lists. */
  readonly cursors: string[] = []
  readonly #values: SchemaValues

  constructor(
    private readonly random: SeededRandom,
    components: Record<string, Schema>,
    /** Of everything that is there, and of what is there by the first word of its address. */
    ids: readonly string[],
    private readonly idsAt: ReadonlyMap<string, string[]>,
  ) {
    this.#values = new SchemaValues(random, components, ids)
  }

  make(method: string, path: string, described: Described, right: Right): Wanted {
    const isRight = this.random.next() < 0.7
    const schema = described.requestBody?.content['application/json']?.schema
    let body = right.body
    if (!isRight && schema !== undefined) body = this.#values.of(schema)
    let url = isRight ? this.#elsewhere(right.url) : this.#address(path, described)
    const headers: Record<string, string> = { ...right.headers }
    const chance = this.random.next()
    if (chance < 0.3 && schema !== undefined) body = this.#tampered(body, schema)
    else if (chance < 0.45) url = this.#strange(url, described)
    else if (chance < 0.52) Object.assign(headers, this.random.pick(HEADERS))
    else if (chance < 0.56 && body !== undefined)
      return { method, url, headers: { ...headers, 'content-type': this.random.pick(TYPES) }, payload: toPayload(body) }
    else if (chance < 0.62 && method !== 'GET')
      return { method, url, headers: { 'content-type': 'application/json', ...headers }, payload: this.#broken(body) }
    if (body === undefined) return { method: method === 'GET' && chance > 0.99 ? 'HEAD' : method, url, headers }
    return { method, url, headers: { 'content-type': 'application/json', ...headers }, payload: toPayload(body) }
  }

  /** The same of another thing of its kind, half the time. */
  #elsewhere(url: string): string {
    const others = this.idsAt.get(url.split('/')[1] ?? '') ?? []
    return others.length > 0 && this.random.next() < 0.5 ? url.replace(ID, this.random.pick(others)) : url
  }

  #address(path: string, { parameters = [] }: Described): string {
    const ofPlace = (place: string) => parameters.filter((one) => one.in === place)
    const schemas = new Map(ofPlace('path').map(({ name, schema }) => [name, schema]))
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => inAddress(this.#values.of(schemas.get(name) ?? {})))
    const query = ofPlace('query')
      .filter(({ required }) => required === true || this.random.next() < 0.4)
      .map(({ name, schema }) => `${name}=${name === 'cursor' ? this.#cursor() : inAddress(this.#values.of(schema))}`)
    return query.length > 0 ? `${filled}?${query.join('&')}` : filled
  }

  /** With another id, a parameter too many, one beyond its bounds, or what is no address at all. */
  #strange(url: string, { parameters = [] }: Described): string {
    const kind = this.random.between(0, 5)
    if (kind === 0) return url.replace(ID, this.#values.id())
    if (kind === 1) return url.replace(ID, this.random.pick(IN_ADDRESS))
    const query = parameters.filter((one) => one.in === 'query')
    const joined = `${url}${url.includes('?') ? '&' : '?'}`
    if (query.length === 0) return `${joined}${this.random.pick(IN_ADDRESS)}=1`
    const { name, schema } = this.random.pick(query)
    if (name === 'cursor') return `${joined}cursor=${this.#cursor()}`
    const value = kind === 2 ? this.random.pick(IN_ADDRESS) : inAddress(this.#values.edgeOf(schema))
    return kind === 3 ? `${joined}${name}=${value}&${name}=${value}` : `${joined}${name}=${value}`
  }

  #cursor(): string {
    const made = [
      [],
      [0],
      ['x'],
      [-1, 'x'],
      [0, this.#values.id()],
      ['9999', this.#values.id()],
      [{}, null],
      [8.64e15, this.#values.id()],
    ]
    const ours = this.cursors.length > 0 ? this.random.pick(this.cursors) : 'W10'
    const kind = this.random.between(0, 4)
    if (kind === 0) return ours.slice(0, ours.length / 2)
    if (kind === 1) return `${ours.slice(0, -1)}A`
    if (kind === 2) return Buffer.from(JSON.stringify(this.random.pick(made))).toString('base64url')
    return ours
  }

  /** One value of it, however deep, is something else; or one is missing, or one too many. */
  #tampered(body: unknown, schema: Schema): unknown {
    const { properties = {}, anyOf } = this.#values.resolve(schema)
    if (typeof body !== 'object' || body === null || Buffer.isBuffer(body)) return this.#values.edgeOf(schema)
    const copy = structuredClone(body) as Record<string, unknown>
    const names = Object.keys(copy)
    const variant = anyOf?.find((one) => names.every((name) => name in (this.#values.resolve(one).properties ?? {})))
    const parts = variant === undefined ? properties : (this.#values.resolve(variant).properties ?? {})
    const kind = this.random.next()
    const name = this.random.pick([...names, ...Object.keys(parts), 'unknown'])
    if (kind < 0.06) delete copy[name]
    else if (kind < 0.12)
      copy[this.random.pick(['__proto__x', 'constructor', 'toString', 'id ', ''])] = this.random.pick(HOSTILE)
    else if (kind < 0.35 && typeof copy[name] === 'object' && copy[name] !== null)
      copy[name] = this.#tampered(copy[name], parts[name] ?? {})
    else copy[name] = this.#values.edgeOf(parts[name] ?? {})
    return Array.isArray(body) ? Object.values(copy) : copy
  }

  /** Cut in half, with a name twice, or nothing of the sort. */
  #broken(body: unknown): string {
    const text = toJson(body ?? {})
    const kind = this.random.between(0, 4)
    if (kind === 0) return text.slice(0, text.length / 2)
    if (kind === 1) return text.replace('{', `{"id":"x","id":1,"__proto__":{"a":1},`)
    if (kind === 2) return text.replace(/"(\w+)":/, '"$1":null,"$1":')
    return this.random.pick(BROKEN)
  }
}

const toPayload = (body: unknown): string | Buffer =>
  Buffer.isBuffer(body) ? body : typeof body === 'string' && body.includes('\n') ? body : toJson(body)

function inAddress(value: unknown): string {
  const text = typeof value === 'string' ? value : toJson(value)
  return text.isWellFormed() ? encodeURIComponent(text).slice(0, 400).replace(/%.?$/, '') : '%ED%A0%80'
}
