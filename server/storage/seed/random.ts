import { createHash } from 'node:crypto'

/** A seeded stream of numbers (mulberry32): the same seed tells the same story. */
export class SeededRandom {
  #state: number
  constructor(seed: number) {
    this.#state = seed >>> 0
  }
  /** A float in [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  /** An integer in [from, to). */
  between(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from))
  }
  pick<T>(list: readonly T[]): T {
    const item = list[this.between(0, list.length)]
    if (item === undefined) throw new Error('nothing to pick from')
    return item
  }
}

/** The same UUIDv7 for the same name and instant, so that demo ids do not change from one filling to the next. */
export function namedId(name: string, at: Date): string {
  const digest = createHash('sha256').update(`linli demo ${name}`).digest()
  digest.writeUIntBE(at.getTime(), 0, 6)
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x70
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80
  const hex = digest.subarray(0, 16).toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
