/**
 * Numbers from 0 up to 1 that look random and are the same for the same seed: a Weyl sequence through the finalizer of MurmurHash3 (Appleby,
 * public domain). For choices and beginnings, not for secrets.
 */
export function seededFractions(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x9e3779b9) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32
  }
}

/** A seed from words, such as ids: FNV-1a (Fowler, Noll, Vo; IETF draft-eastlake-fnv). */
export function seedOf(words: string): number {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(words)) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash >>> 0
}
