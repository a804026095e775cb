import { createHash } from 'node:crypto'
import { v7 } from 'uuid'

const SEQUENCE_MAX = 0xffff_ffff

let sequence = 0

/** A fresh UUIDv7 (RFC 9562, section 5.7) for things the server itself makes; of two made at one instant the second is the larger. */
export function newId(at: Date = new Date()): string {
  // One count for all instants: times do not always come in order, and a count begun anew would let chance order two ids of one instant.
  sequence = sequence < SEQUENCE_MAX ? sequence + 1 : 0
  return v7({ msecs: at.getTime(), seq: sequence })
}

/** The largest UUIDv7 in text order: where a newest-first page begins. */
export const AFTER_ALL_IDS = 'ffffffff-ffff-7fff-bfff-ffffffffffff'

/** The smallest UUID in text order: where an oldest-first page begins. */
export const BEFORE_ALL_IDS = '00000000-0000-0000-0000-000000000000'

/**
 * The id of what follows from another thing once and for all (the third shift of a series, the points for a turn): of the same thing and
 * purpose always the same, so that doing it again does it once. UUIDv7 in form, with the time of the thing it follows from.
 */
export function derivedId(of: string, purpose: string): string {
  const hash = createHash('sha256').update(`${purpose}/${of}`).digest('hex')
  const variant = ((Number.parseInt(hash.charAt(3), 16) & 3) | 8).toString(16)
  return `${of.slice(0, 14)}7${hash.slice(0, 3)}-${variant}${hash.slice(4, 7)}-${hash.slice(7, 19)}`
}
