import { sha384 } from '@noble/hashes/sha2.js'
import { areEqual, joinBytes } from './bytes'
import { integer } from './integer'

// RSABSSA-SHA384-PSS (RFC 9474): what a phone does. With BigInt() and no literals of it, which old engines cannot even read, and without
// WebCrypto, which mini programs do not have. Nothing here draws lots: randomness is handed in, because each platform has its own.

const HASH_BYTES = 48
const PREPARATION_BYTES = 32
const ZERO = integer(0)
const ONE = integer(1)

export interface BlindKey {
  modulus: bigint
  exponent: bigint
  modulusBits: number
  /** Length of a signature and of a blinded message. */
  modulusBytes: number
}

/** @param modulus odd, 2048 bits or more for any use but tests */
export function blindKey(modulus: bigint, exponent: bigint): BlindKey {
  const modulusBits = modulus.toString(2).length
  return { modulus, exponent, modulusBits, modulusBytes: Math.ceil(modulusBits / 8) }
}

/** An RSA public key in SubjectPublicKeyInfo, DER (RFC 5280, RFC 8017 A.1.1). Null for anything else. */
export function readBlindKey(spki: Uint8Array): BlindKey | null {
  const outer = readElement(spki, 0x30)
  if (outer === null || outer.rest.length > 0) return null
  const algorithm = readElement(outer.content, 0x30)
  const bits = algorithm && readElement(algorithm.rest, 0x03)
  if (bits?.content[0] !== 0) return null
  const key = readElement(bits.content.subarray(1), 0x30)
  const modulus = key && readElement(key.content, 0x02)
  const exponent = modulus && readElement(modulus.rest, 0x02)
  if (!modulus || !exponent || exponent.rest.length > 0) return null
  return blindKey(toNumber(modulus.content), toNumber(exponent.content))
}

function readElement(bytes: Uint8Array, tag: number): { content: Uint8Array; rest: Uint8Array } | null {
  const first = bytes[1] ?? 0x80
  const lengthBytes = first < 0x80 ? 0 : first - 0x80
  if (bytes[0] !== tag || lengthBytes > 3 || first === 0x80) return null
  let length = first < 0x80 ? first : 0
  for (let at = 0; at < lengthBytes; at += 1) length = length * 256 + (bytes[2 + at] ?? 0)
  const start = 2 + lengthBytes
  if (start + length > bytes.length) return null
  return { content: bytes.subarray(start, start + length), rest: bytes.subarray(start + length) }
}

/** PrepareRandomize (section 4.1): 32 bytes of preparation before the message. */
export function prepare(message: Uint8Array, preparation: Uint8Array): Uint8Array {
  if (preparation.length !== PREPARATION_BYTES) throw new RangeError('the preparation has 32 bytes')
  return joinBytes(preparation, message)
}

export interface Blinded {
  /** To the signer; `modulusBytes` long. */
  blindedMessage: Uint8Array
  /** Kept secret until the answer is there. */
  inverse: bigint
}

/**
 * Blind (section 4.2). `salt` has 48 bytes (0 for the PSSZERO variants); `factor` is drawn evenly from 1 to the modulus (`drawFactor`).
 * @throws RangeError where the factor has no inverse, which happens to nobody who drew it
 */
export function blind(key: BlindKey, prepared: Uint8Array, salt: Uint8Array, factor: bigint): Blinded {
  const encoded = toNumber(encodePss(prepared, salt, key.modulusBits - 1))
  const inverse = invert(factor, key.modulus)
  if (inverse === null || greatestCommonDivisor(encoded, key.modulus) !== ONE) throw new RangeError('no inverse')
  const mask = power(factor, key.exponent, key.modulus)
  return { blindedMessage: toBytes((encoded * mask) % key.modulus, key.modulusBytes), inverse }
}

/** A number from 1 to the modulus without it, each as likely as any other; draws anew as often as needed. */
export function drawFactor(key: BlindKey, draw: (bytes: number) => Uint8Array): bigint {
  for (;;) {
    const bytes = Uint8Array.from(draw(key.modulusBytes))
    const spareBits = key.modulusBytes * 8 - key.modulusBits
    bytes[0] = (bytes[0] ?? 0) & (255 >> spareBits)
    const factor = toNumber(bytes)
    if (factor > ZERO && factor < key.modulus) return factor
  }
}

/** Finalize (section 4.4). Null where the signer's answer is no signature of what was blinded. */
export function finalize(
  key: BlindKey,
  prepared: Uint8Array,
  blindSignature: Uint8Array,
  inverse: bigint,
  saltBytes = HASH_BYTES,
): Uint8Array | null {
  if (blindSignature.length !== key.modulusBytes) return null
  const signature = toBytes((toNumber(blindSignature) * inverse) % key.modulus, key.modulusBytes)
  return verify(key, prepared, signature, saltBytes) ? signature : null
}

/** RSASSA-PSS-VERIFY with SHA-384 and MGF1 of it (RFC 8017, section 8.1.2). Never throws. */
export function verify(key: BlindKey, prepared: Uint8Array, signature: Uint8Array, saltBytes = HASH_BYTES): boolean {
  if (signature.length !== key.modulusBytes) return false
  const number = toNumber(signature)
  if (number >= key.modulus) return false
  const encodedBits = key.modulusBits - 1
  const encodedBytes = Math.ceil(encodedBits / 8)
  const opened = power(number, key.exponent, key.modulus)
  if (opened.toString(2).length > encodedBytes * 8) return false
  return verifyPss(prepared, toBytes(opened, encodedBytes), encodedBits, saltBytes)
}

/** EMSA-PSS-ENCODE (RFC 8017, section 9.1.1). */
export function encodePss(message: Uint8Array, salt: Uint8Array, encodedBits: number): Uint8Array {
  const encodedBytes = Math.ceil(encodedBits / 8)
  const maskedBytes = encodedBytes - HASH_BYTES - 1
  if (maskedBytes < salt.length + 2) throw new RangeError('the key is too short')
  const hash = sha384(joinBytes(new Uint8Array(8), sha384(message), salt))
  const block = new Uint8Array(maskedBytes)
  block[maskedBytes - salt.length - 1] = 1
  block.set(salt, maskedBytes - salt.length)
  const masked = mix(block, generateMask(hash, maskedBytes))
  masked[0] = (masked[0] ?? 0) & (255 >> (encodedBytes * 8 - encodedBits))
  return joinBytes(masked, hash, Uint8Array.of(0xbc))
}

/** EMSA-PSS-VERIFY (RFC 8017, section 9.1.2). */
function verifyPss(message: Uint8Array, encoded: Uint8Array, encodedBits: number, saltBytes: number): boolean {
  const maskedBytes = encoded.length - HASH_BYTES - 1
  if (maskedBytes < saltBytes + 2 || encoded[encoded.length - 1] !== 0xbc) return false
  const masked = encoded.subarray(0, maskedBytes)
  const hash = encoded.subarray(maskedBytes, maskedBytes + HASH_BYTES)
  const spareBits = encoded.length * 8 - encodedBits
  if (((masked[0] ?? 0) & ~(255 >> spareBits) & 255) !== 0) return false
  const block = mix(masked, generateMask(hash, maskedBytes))
  block[0] = (block[0] ?? 0) & (255 >> spareBits)
  const separator = maskedBytes - saltBytes - 1
  if (block.subarray(0, separator).some((byte) => byte !== 0) || block[separator] !== 1) return false
  const salt = block.subarray(separator + 1)
  return areEqual(sha384(joinBytes(new Uint8Array(8), sha384(message), salt)), hash)
}

/** MGF1 (RFC 8017, B.2.1). */
function generateMask(seed: Uint8Array, length: number): Uint8Array {
  const mask = new Uint8Array(Math.ceil(length / HASH_BYTES) * HASH_BYTES)
  for (let at = 0, counter = 0; at < length; at += HASH_BYTES, counter += 1) {
    mask.set(sha384(joinBytes(seed, Uint8Array.of(0, 0, counter >> 8, counter & 255))), at)
  }
  return mask.subarray(0, length)
}

function mix(a: Uint8Array, b: Uint8Array): Uint8Array {
  return a.map((byte, at) => byte ^ (b[at] ?? 0))
}

/** OS2IP. */
export function toNumber(bytes: Uint8Array): bigint {
  let digits = ''
  for (const byte of bytes) digits += (byte < 16 ? '0' : '') + byte.toString(16)
  return integer(`0x${digits || '0'}`)
}

/** I2OSP. The number fits. */
export function toBytes(number: bigint, length: number): Uint8Array {
  const digits = number.toString(16).padStart(length * 2, '0')
  return Uint8Array.from({ length }, (_, at) => Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16))
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let [result, square, rest] = [ONE, base % modulus, exponent]
  while (rest > ZERO) {
    if ((rest & ONE) === ONE) result = (result * square) % modulus
    square = (square * square) % modulus
    rest >>= ONE
  }
  return result
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [large, small] = [a, b]
  while (small > ZERO) [large, small] = [small, large % small]
  return large
}

function invert(number: bigint, modulus: bigint): bigint | null {
  let [divisor, rest] = [number % modulus, modulus]
  let [factor, next] = [ONE, ZERO]
  while (rest > ZERO) {
    const quotient = divisor / rest
    const [nextRest, nextFactor] = [divisor - quotient * rest, factor - quotient * next]
    divisor = rest
    rest = nextRest
    factor = next
    next = nextFactor
  }
  if (divisor !== ONE) return null
  return factor < ZERO ? factor + modulus : factor
}
