/*
 * Mini programs have no WebCrypto. WeChat hands out true randomness only asynchronously, so some is fetched ahead and
 * mixed in; Math.random makes up the rest. That is enough for ids, which must be unique, not secret. Whatever must be
 * secret (the blinding of a ballot) has to wait for the platform's own source.
 */

const SIZE = 16
let pool: Uint8Array = new Uint8Array(0)
let taken = 0

export function fillPool(bytes: ArrayBuffer): void {
  pool = new Uint8Array(bytes)
  taken = 0
}

export const poolRunsLow = (): boolean => pool.length - taken < SIZE * 8

export function takeBytes(): Uint8Array {
  const bytes = new Uint8Array(SIZE)
  for (let index = 0; index < SIZE; index++) bytes[index] = Math.floor(Math.random() * 256) ^ (pool[taken + index] ?? 0)
  taken += SIZE
  return bytes
}
