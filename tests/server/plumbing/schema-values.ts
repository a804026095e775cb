import type { SeededRandom } from '../../../server/storage/seed/random'

/** A JSON Schema as it stands in the OpenAPI document. */
export interface Schema {
  $ref?: string
  type?: string | string[]
  const?: unknown
  enum?: unknown[]
  anyOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  pattern?: string
  format?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
}

const ID = /^\^\[0-9a-f\]\{8\}-/
const NUMBER_MAX = 2 ** 31
const TEXT_MAX = 40
const ITEMS_MAX = 3
const WORDS = [
  '灯',
  '楼道',
  '桂花',
  'a',
  'é',
  '𠮷',
  '👨‍👩‍👧',
  ' ',
  '\n',
  '%',
  '_',
  "'",
  '"',
  '\\',
  '<b>',
  '1',
  '，',
  'ﬁ',
  '①',
  '=',
  'Ａ',
]

/** Texts that fit the patterns of the contract; one that is not here is made by nobody, and the fuzz says so. */
const OF_PATTERN: Record<string, readonly string[]> = {
  '^[a-z][a-z0-9_-]{0,39}$': ['noise', 'facilities', 'masks', 'a', 'constructor', 'z'.repeat(40)],
  '^[0-9]{1,11}([.][0-9]{1,4})?$': ['0', '89.50', '99999999999.9999', '00000000001', '0.0001'],
  '^[0-9]{8}$': ['00000000', '12345678'],
  '^\\+?[0-9][0-9 -]{4,18}[0-9]$': ['13900000000', '+86 139-0000-0000', '0     0'],
  '^[A-Za-z0-9+/]+={0,2}$': ['AAAA', 'A', 'A==', 'A'.repeat(44), `${'A'.repeat(86)}==`, 'AAAA'.repeat(64)],
  '^[0-9A-Za-z._:-]{1,64}$': ['door-1', '.', '..', ':'],
  '^[0-9]{4}-[0-9]{2}-[0-9]{2}$': ['2026-11-20', '2024-02-29', '2026-02-30', '0000-00-00', '9999-99-99', '2025-02-29'],
  '^[0-9A-Za-z]{4,12}$': ['GH01', '0000', 'zzzzzzzzzzzz'],
  '^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,9})?)?(Z|[+-][0-9]{2}:[0-9]{2}))?$': [
    '2026-11-20',
    '2026-11-20T01:00:00Z',
    '2026-02-30T25:61Z',
    '0000-00-00',
    '9999-12-31T23:59:60.123456789+99:99',
    '2024-02-29T00:00-00:00',
  ],
  '^[0-9A-Za-z_-]{1,64}$': ['A', 'yes', '__proto__', 'A'.repeat(43)],
  '^[A-Za-z0-9_-]{1,64}$': ['yes', 'no', '__proto__', 'constructor', 'A'.repeat(64)],
  '^[a-z]{2,3}(-[A-Za-z]{2,4})?$': ['zh-CN', 'en', 'xx', 'aaa-ZZZZ'],
  '^([0-9]{1,7}/[0-9]{1,7}|[01]([.][0-9]{1,6})?)$': ['1/2', '0/0', '1/0', '9999999/1', '1.999999', '0', '0.5'],
  '^(19|20)[0-9]{2}-(0[1-9]|1[0-2])$': ['1900-01', '2099-12', '1990-06'],
  '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$': ['00:00', '09:30', '24:00', '23:59'],
  '^[0-9A-Za-z-]{6,40}$': ['LL2026-0001', '------'],
  '^https:\\/\\/': ['https://example.org/a', 'https://', 'https://[::', 'https://%00'],
  '^[0-9a-f]{0,4}$': ['', 'a', 'ffff'],
  '^[A-Za-z0-9-]{1,32}$': ['W-1', '-', '0'],
  '^1[3-9][0-9]{9}$': ['13900000000', '19999999999'],
}

const INSTANTS = [
  '2026-11-20T01:00:00.000Z',
  '2026-11-20T09:30:00+08:00',
  '2026-11-21T01:00:00Z',
  '2026-12-01T00:00:00.123456789Z',
  '2027-03-01T00:00:00-23:59',
  '2028-02-29T16:00:00Z',
]
const DATES = ['2026-11-20', '2028-02-29', '2027-12-31', '1999-01-01']

/** What breaks programs: empty, huge, cut in half, from another alphabet, another type, another age. `@@` is written out by {@link toJson}. */
export const HOSTILE: readonly unknown[] = [
  null,
  true,
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udc00\ud800',
  '\u200b\u200d\ufeff',
  '\u202e邻里\u202c',
  '\u0627\u200f\u0644',
  '\uffff',
  'e\u0301'.repeat(300),
  'ﷺ'.repeat(120),
  '👨‍👩‍👧‍👦'.repeat(30),
  "' OR 1=1 --",
  '../../etc/passwd',
  '{{constructor}}',
  'x'.repeat(5_000),
  '字'.repeat(2_001),
  -1,
  0,
  0.5,
  2 ** 31,
  2 ** 53,
  -(2 ** 63),
  '@@-0@@',
  '@@1e308@@',
  '@@1e400@@',
  '@@-1E-400@@',
  '@@0.1e1@@',
  'NaN',
  '1e3',
  '0000-00-00T00:00:00Z',
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00+23:59',
  '9999-12-31T23:59:59.999Z',
  '9999-12-31T23:59:60-23:59',
  '2016-12-31T23:59:60Z',
  '2025-02-29T00:00:00Z',
  '2026-11-20t01:00:00z',
  '2026-11-20 01:00:00Z',
  '+275760-09-13T00:00:00.000Z',
  '-000001-01-01T00:00:00Z',
  '0000-01-01',
  '9999-12-31',
  '2026-02-30',
  '00000000-0000-7000-8000-000000000000',
  'ffffffff-ffff-7fff-bfff-ffffffffffff',
  '01939C2E-0000-7000-8000-000000000000',
  [],
  [[]],
  [null],
  {},
  { length: 3 },
  { toString: 1, valueOf: null },
  '@@{"__proto__": {"isStaff": true}}@@',
  '@@{"constructor": {"prototype": {}}}@@',
  `@@${'['.repeat(2_000)}${']'.repeat(2_000)}@@`,
  Array.from({ length: 300 }, (_, n) => n),
]

/** Values made from the schemas of the document by a seeded stream; the same seed makes the same. */
export class SchemaValues {
  constructor(
    private readonly random: SeededRandom,
    private readonly components: Record<string, Schema>,
    private readonly ids: readonly string[],
  ) {}

  /** One that fits, all the way down. */
  of(schema: Schema): unknown {
    const whole = this.resolve(schema)
    if ('const' in whole) return whole.const
    if (whole.enum !== undefined) return this.random.pick(whole.enum)
    if (whole.anyOf !== undefined) return this.of(this.random.pick(whole.anyOf))
    const type = this.random.pick([whole.type ?? 'object'].flat())
    if (type === 'string') return this.#text(whole)
    if (type === 'boolean') return this.random.next() < 0.5
    if (type === 'null') return null
    if (type === 'integer' || type === 'number') return this.#number(whole, type === 'integer')
    if (type === 'array') {
      const from = whole.minItems ?? 0
      const to = Math.max(from, Math.min(whole.maxItems ?? ITEMS_MAX, ITEMS_MAX))
      return Array.from({ length: this.random.between(from, to + 1) }, () => this.of(whole.items ?? {}))
    }
    return this.#object(whole)
  }

  /** One at the edge of what fits or beyond it, or of another kind altogether. */
  edgeOf(schema: Schema): unknown {
    const whole = this.resolve(schema)
    if (whole.anyOf !== undefined && this.random.next() < 0.7) return this.edgeOf(this.random.pick(whole.anyOf))
    const own = [...edgesOf(whole)]
    if (whole.pattern !== undefined && ID.test(whole.pattern) && this.random.next() < 0.5) return this.id()
    return own.length > 0 && this.random.next() < 0.5 ? this.random.pick(own) : this.random.pick(HOSTILE)
  }

  /** Of something that is there, of whatever kind. */
  id(): string {
    return this.random.pick(this.ids)
  }

  resolve(schema: Schema): Schema {
    if (schema.$ref === undefined) return schema
    return this.components[schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1)] ?? {}
  }

  #text({ pattern, format, minLength = 0, maxLength = TEXT_MAX }: Schema): string {
    if (pattern !== undefined && ID.test(pattern)) return this.id()
    if (pattern !== undefined) return this.random.pick(fitting(pattern))
    if (format === 'date-time') return this.random.pick(INSTANTS)
    if (format === 'date') return this.random.pick(DATES)
    const length = this.random.between(minLength, Math.max(minLength, Math.min(maxLength, TEXT_MAX)) + 1)
    const text = Array.from({ length }, () => this.random.pick(WORDS)).join('')
    return [...text].slice(0, maxLength).join('')
  }

  #number({ minimum = -NUMBER_MAX, maximum = NUMBER_MAX }: Schema, isWhole: boolean): number {
    const top = this.random.next() < 0.7 ? Math.min(maximum, minimum + 20) : maximum
    return isWhole ? this.random.between(minimum, top + 1) : minimum + this.random.next() * (top - minimum)
  }

  #object({ properties = {}, required = [] }: Schema): Record<string, unknown> {
    const names = Object.keys(properties).filter((name) => required.includes(name) || this.random.next() < 0.5)
    return Object.fromEntries(names.map((name) => [name, this.of(properties[name] ?? {})]))
  }
}

function fitting(pattern: string): readonly string[] {
  const known = OF_PATTERN[pattern]
  if (known === undefined) throw new Error(`say in schema-values.ts what fits ${pattern}`)
  return known
}

/** At the bounds that the schema itself names, and one beyond. */
function* edgesOf({ pattern, minLength, maxLength, minimum, maximum, minItems, maxItems, items }: Schema) {
  if (pattern !== undefined && !ID.test(pattern)) yield* fitting(pattern)
  if (maxLength !== undefined) {
    for (const letter of ['字', 'x', '𠮷', 'ﬃ']) yield* [letter.repeat(maxLength), letter.repeat(maxLength + 1)]
  }
  if (minLength !== undefined) yield 'x'.repeat(Math.max(0, minLength - 1))
  if (minimum !== undefined) yield* [minimum, minimum - 1, minimum + 0.5]
  if (maximum !== undefined) yield* [maximum, maximum + 1]
  const item = items?.enum?.[0] ?? '01939c2e-0000-7000-8000-000000000000'
  if (minItems !== undefined) yield Array(Math.max(0, minItems - 1)).fill(item)
  if (items !== undefined) yield* [Array((maxItems ?? 50) + 1).fill(item), [item, item]]
}

/** As JSON; what stands between `@@` is written as it is. */
export function toJson(value: unknown): string {
  return (JSON.stringify(value) ?? '').replace(/"@@(.*?)@@"/g, (_, raw: string) => raw.replaceAll('\\"', '"'))
}
