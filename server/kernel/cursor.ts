import { Problem } from './problem'

/** An opaque keyset cursor: the key of the last item given, as JSON in base64url. */
export function encodeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key), 'utf8').toString('base64url')
}

/** The key in a cursor of `length` parts; a cursor we did not make is an invalid request. */
export function decodeCursor(cursor: string | undefined, length: number): (string | number)[] | null {
  if (cursor === undefined) return null
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    const isKey = Array.isArray(key) && key.length === length
    if (isKey && key.every((part) => typeof part === 'string' || Number.isFinite(part))) return key
  } catch {
    // falls through to the refusal below
  }
  throw new Problem('invalid_request', { fields: [{ path: 'cursor', message: 'unknown cursor' }] })
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The id in a cursor of that one part, or where the list begins. A cursor that we did not make never reaches the database. */
export function decodeIdCursor(cursor: string | undefined, start: string): string {
  const [id] = decodeCursor(cursor, 1) ?? [start]
  return asId(id)
}

/** @throws Problem invalid_request where that part of a cursor is no id */
export function asId(part: string | number | undefined): string {
  if (typeof part === 'string' && ID.test(part)) return part
  throw new Problem('invalid_request', { fields: [{ path: 'cursor', message: 'unknown cursor' }] })
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
