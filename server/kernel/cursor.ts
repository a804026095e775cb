import { Problem } from './problem'

/** An opaque keyset cursor: the key of the last item given, as JSON in base64url. */
export function encodeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key), 'utf8').toString('base64url')
}

/** What a part of a key is: an id, an instant, a place in an order, or a short text. */
interface Parts {
  id: string
  time: Date
  order: number
  text: string
}

type Shape = readonly (keyof Parts)[]
type KeyOf<S extends Shape> = { -readonly [Index in keyof S]: Parts[S[Index]] }

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const YEAR_10000_MS = 253_402_300_800_000
const ORDER_MAX = 2 ** 31 - 1
const TEXT_MAX = 60

/** From what stands in a cursor; undefined where it is not of that kind. Databases stumble over what is no id or no time, each in its own way. */
const READ: { [Kind in keyof Parts]: (part: unknown) => Parts[Kind] | undefined } = {
  id: (part) => (typeof part === 'string' && ID.test(part) ? part : undefined),
  time: (part) => (isWhole(part) && part >= 0 && part < YEAR_10000_MS ? new Date(part) : undefined),
  order: (part) => (isWhole(part) && part >= 0 && part <= ORDER_MAX ? part : undefined),
  text: (part) => (isShortText(part) ? part : undefined),
}

const isWhole = (part: unknown): part is number => Number.isInteger(part)
const isShortText = (part: unknown): part is string =>
  typeof part === 'string' && part.length <= TEXT_MAX && part.isWellFormed() && !part.includes('\0')

/**
 * The key in a cursor of these parts, or null where there is none and the list begins.
 * @throws Problem invalid_request where it is not one that we made
 */
export function decodeCursor<const S extends Shape>(cursor: string | undefined, shape: S): KeyOf<S> | null {
  if (cursor === undefined) return null
  const parts = parseCursor(cursor)
  if (parts?.length !== shape.length) throw unknownCursor()
  return shape.map((kind, index) => {
    const part = READ[kind](parts[index])
    if (part === undefined) throw unknownCursor()
    return part
  }) as KeyOf<S>
}

/** Null for what is no list, or is written otherwise than we write it. */
function parseCursor(cursor: string): unknown[] | null {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    return Array.isArray(key) && encodeCursor(key) === cursor ? key : null
  } catch {
    return null
  }
}

export function unknownCursor(): Problem {
  return new Problem('invalid_request', { fields: [{ path: 'cursor', message: 'unknown cursor' }] })
}

/** Cuts a list fetched with one item too many into a page. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => readonly (string | number)[],
  present: (row: Row) => Item,
): { items: Item[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const nextCursor = rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null
  return { items: shown.map(present), nextCursor }
}
