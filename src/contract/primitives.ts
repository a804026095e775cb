import { type Static, type TSchema, Type } from '@sinclair/typebox'
import { LIMITS } from './limits'

/** A client-made or server-made UUIDv7, lower case (RFC 9562, section 5.7). */
export const Id = Type.String({
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$',
  description: 'UUIDv7, lower case',
})

/** An instant, ISO 8601 in UTC. */
export const Time = Type.String({ format: 'date-time', description: 'ISO 8601, UTC' })

export const Count = Type.Integer({ minimum: 0 })

/** How many code points may become one by NFKC: a letter and the marks upon it. */
const BEFORE_NFKC = 4

/**
 * Free text. `maxLength` counts code points after NFKC, so that what is sent may be longer; counting, normalising and the refusal of control
 * characters is the server's.
 */
export const FreeText = (maxLength: number, minLength = 1) =>
  Type.String({
    minLength,
    maxLength: maxLength * BEFORE_NFKC,
    description: `At most ${maxLength} code points after NFKC, without spaces at the ends`,
  })

export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/** A closed object: an unknown field is refused, never dropped. */
export const Closed = <T extends Record<string, TSchema>>(properties: T) =>
  Type.Object(properties, { additionalProperties: false })

/** One of a few words. */
export const OneOf = <const T extends readonly string[]>(...values: T) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: values })

/** What the caller may do with a thing now. */
export const Can = <const T extends readonly string[]>(...verbs: T) =>
  Type.Unsafe<Record<T[number], boolean>>({
    type: 'object',
    properties: Object.fromEntries(verbs.map((verb) => [verb, { type: 'boolean' }])),
    required: [...verbs],
    additionalProperties: false,
  })

export const PageQuery = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: LIMITS.pageMax, default: LIMITS.pageDefault })),
  cursor: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
}

export const Page = <T extends TSchema>(item: T) =>
  Closed({ items: Type.Array(item), nextCursor: Nullable(Type.String()) })

export interface PageOf<T> {
  items: T[]
  nextCursor: string | null
}

export const IdParams = Closed({ id: Id })

export const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String(),
    detail: Type.String(),
    fields: Type.Optional(Type.Array(Closed({ path: Type.String(), message: Type.String() }))),
  },
  { description: 'application/problem+json (RFC 9457)' },
)
export type Problem = Static<typeof Problem>

export const LanguageTag = OneOf('zh-CN', 'en')
