import { v7 } from 'uuid'

/** A fresh UUIDv7 (RFC 9562, section 5.7) for things the server itself makes. */
export function newId(at?: Date): string {
  return at === undefined ? v7() : v7({ msecs: at.getTime() })
}

/** The largest UUIDv7 in text order: where a newest-first page begins. */
export const AFTER_ALL_IDS = 'ffffffff-ffff-7fff-bfff-ffffffffffff'

/** The smallest UUID in text order: where an oldest-first page begins. */
export const BEFORE_ALL_IDS = '00000000-0000-0000-0000-000000000000'
