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
