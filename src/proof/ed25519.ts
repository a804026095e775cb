import { sha512 } from '@noble/hashes/sha2.js'
import { joinBytes } from './bytes'
import { integer } from './integer'

// Ed25519 (RFC 8032, section 5.1): what a phone needs to check a signature. With BigInt() and no literals of it, as in blind-rsa.ts. Nothing here is
// secret, so nothing need take the same time.

const [ZERO, ONE, TWO] = [integer(0), integer(1), integer(2)]
const P = (ONE << integer(255)) - integer(19)
/** The order of the base point. */
const L = (ONE << integer(252)) + integer('27742317777372353535851937790883648493')
const KEY_BYTES = 32
const SIGNATURE_BYTES = 64

const modulo = (number: bigint, modulus = P): bigint => {
  const rest = number % modulus
  return rest < ZERO ? rest + modulus : rest
}

function power(base: bigint, exponent: bigint): bigint {
  let [result, square, rest] = [ONE, modulo(base), exponent]
  while (rest > ZERO) {
    if ((rest & ONE) === ONE) result = (result * square) % P
    square = (square * square) % P
    rest >>= ONE
  }
  return result
}

const D = modulo(integer(-121665) * power(integer(121666), P - TWO))
/** A square root of -1. */
const I = power(TWO, (P - ONE) / integer(4))

/** Extended homogeneous coordinates (section 5.1.4): x = X/Z, y = Y/Z, T = XY/Z. */
interface Point {
  x: bigint
  y: bigint
  z: bigint
  t: bigint
}

const NEUTRAL: Point = { x: ZERO, y: ONE, z: ONE, t: ZERO }

function add(p: Point, q: Point): Point {
  const a = modulo((p.y - p.x) * (q.y - q.x))
  const b = modulo((p.y + p.x) * (q.y + q.x))
  const c = modulo(TWO * p.t * q.t * D)
  const d = modulo(TWO * p.z * q.z)
  const [e, f, g, h] = [b - a, d - c, d + c, b + a]
  return { x: modulo(e * f), y: modulo(g * h), z: modulo(f * g), t: modulo(e * h) }
}

function multiply(point: Point, factor: bigint): Point {
  let [result, doubled, rest] = [NEUTRAL, point, factor]
  while (rest > ZERO) {
    if ((rest & ONE) === ONE) result = add(result, doubled)
    doubled = add(doubled, doubled)
    rest >>= ONE
  }
  return result
}

function isSame(p: Point, q: Point): boolean {
  return modulo(p.x * q.z - q.x * p.z) === ZERO && modulo(p.y * q.z - q.y * p.z) === ZERO
}

/** Little endian. */
function toNumber(bytes: Uint8Array): bigint {
  let hex = ''
  for (const byte of bytes) hex = byte.toString(16).padStart(2, '0') + hex
  return integer(`0x${hex === '' ? '0' : hex}`)
}

/** Section 5.1.3. Null for what is no point of the curve. */
function readPoint(bytes: Uint8Array): Point | null {
  const isOddWanted = ((bytes[KEY_BYTES - 1] ?? 0) & 128) !== 0
  const plain = Uint8Array.from(bytes)
  plain[KEY_BYTES - 1] = (plain[KEY_BYTES - 1] ?? 0) & 127
  const y = toNumber(plain)
  if (y >= P) return null
  const x = rootOf(modulo(y * y - ONE), modulo(D * y * y + ONE))
  if (x === null || (x === ZERO && isOddWanted)) return null
  const signed = ((x & ONE) === ONE) === isOddWanted ? x : P - x
  return { x: signed, y, z: ONE, t: modulo(signed * y) }
}

/** The square root of u/v, or null where there is none. */
function rootOf(u: bigint, v: bigint): bigint | null {
  const v3 = modulo(v * v * v)
  const root = modulo(u * v3 * power(u * v3 * v3 * v, (P - integer(5)) / integer(8)))
  const back = modulo(v * root * root)
  if (back === modulo(u)) return root
  return back === modulo(-u) ? modulo(root * I) : null
}

const BASE_Y = modulo(integer(4) * power(integer(5), P - TWO))

/** With the even x. */
function basePoint(): Point {
  const x = rootOf(modulo(BASE_Y * BASE_Y - ONE), modulo(D * BASE_Y * BASE_Y + ONE)) ?? ZERO
  const even = (x & ONE) === ONE ? P - x : x
  return { x: even, y: BASE_Y, z: ONE, t: modulo(even * BASE_Y) }
}

/** Whether the signature is of this message under this key (section 5.1.7). Never throws. */
export function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== KEY_BYTES || signature.length !== SIGNATURE_BYTES) return false
  const [half, rest] = [signature.subarray(0, KEY_BYTES), signature.subarray(KEY_BYTES)]
  const s = toNumber(rest)
  const [a, r] = [readPoint(publicKey), readPoint(half)]
  if (a === null || r === null || s >= L) return false
  const k = modulo(toNumber(sha512(joinBytes(half, publicKey, message))), L)
  return isSame(multiply(basePoint(), s), add(r, multiply(a, k)))
}
