import { createPrivateKey, createPublicKey, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { blindSigner, credentialVerifier, makeBlindKey } from '../../server/kernel/blind-signer'
import {
  blind,
  blindKey,
  drawFactor,
  encodePss,
  finalize,
  prepare,
  readBlindKey,
  toBytes,
  toNumber,
  verify,
} from '../../src/proof/blind-rsa'
import { referenceData } from '../support/reference-data'

/** RFC 9474, appendix A: numbers as 0x…, octets as hex. */
interface Vector {
  name: string
  n: string
  e: string
  d: string
  p: string
  q: string
  msg: string
  msg_prefix: string
  input_msg: string
  sLen: string
  salt: string
  inv: string
  blinded_msg: string
  blind_sig: string
  sig: string
  encoded_msg?: string
}

const data = referenceData('blind-rsa/rfc9474.json')
const vectors: Vector[] = data === null ? [] : JSON.parse(readFileSync(data, 'utf8'))
const octets = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'))
const hexOf = (bytes: Uint8Array | null) => bytes && Buffer.from(bytes).toString('hex')
const base64url = (number: bigint, length: number) => Buffer.from(toBytes(number, length)).toString('base64url')

/** The private key of the vectors as the server keeps its own. */
function privateKeyOf({ n, e, d, p, q }: Vector): Buffer {
  const [modulus, secret, first, second] = [BigInt(n), BigInt(d), BigInt(p), BigInt(q)]
  const inverse = (number: bigint, prime: bigint): bigint => {
    let [result, base, rest] = [1n, number % prime, prime - 2n]
    for (; rest > 0n; rest >>= 1n) {
      if (rest & 1n) result = (result * base) % prime
      base = (base * base) % prime
    }
    return result
  }
  const half = 256
  const jwk = {
    kty: 'RSA',
    n: base64url(modulus, half * 2),
    e: base64url(BigInt(e), 3),
    d: base64url(secret, half * 2),
    p: base64url(first, half),
    q: base64url(second, half),
    dp: base64url(secret % (first - 1n), half),
    dq: base64url(secret % (second - 1n), half),
    qi: base64url(inverse(second, first), half),
  }
  return createPrivateKey({ key: jwk, format: 'jwk' }).export({ format: 'der', type: 'pkcs8' })
}

describe('RFC 9474, appendix A', () => {
  test.skipIf(data === null)('all four variants are there', () => {
    expect(vectors.map(({ name }) => name)).toEqual([
      'RSABSSA-SHA384-PSS-Randomized',
      'RSABSSA-SHA384-PSSZERO-Randomized',
      'RSABSSA-SHA384-PSS-Deterministic',
      'RSABSSA-SHA384-PSSZERO-Deterministic',
    ])
  })

  test.skipIf(data === null).each(vectors)('$name', (vector) => {
    const key = blindKey(BigInt(vector.n), BigInt(vector.e))
    const prepared =
      vector.msg_prefix === '' ? octets(vector.msg) : prepare(octets(vector.msg), octets(vector.msg_prefix))
    expect(hexOf(prepared)).toBe(vector.input_msg)
    const salt = octets(vector.salt)
    expect(salt).toHaveLength(Number(vector.sLen))
    if (vector.encoded_msg !== undefined) {
      expect(hexOf(encodePss(prepared, salt, key.modulusBits - 1))).toBe(vector.encoded_msg)
    }
    const inverse = BigInt(vector.inv)
    // The vectors give the inverse of the factor: the factor is the inverse of that.
    const factor = invertByEuclid(inverse, key.modulus)
    const blinded = blind(key, prepared, salt, factor)
    expect(hexOf(blinded.blindedMessage)).toBe(vector.blinded_msg)
    expect(blinded.inverse).toBe(inverse)
    const signer = blindSigner(privateKeyOf(vector))
    expect(signer.sign(Buffer.from(vector.blinded_msg, 'hex'))?.toString('hex')).toBe(vector.blind_sig)
    expect(hexOf(finalize(key, prepared, octets(vector.blind_sig), inverse, salt.length))).toBe(vector.sig)
    expect(verify(key, prepared, octets(vector.sig), salt.length)).toBe(true)
  })

  test.skipIf(data === null).each(vectors)('$name with any one byte changed is no signature', (vector) => {
    const key = blindKey(BigInt(vector.n), BigInt(vector.e))
    const prepared = octets(vector.input_msg)
    const signature = octets(vector.sig)
    for (let at = 0; at < signature.length; at += 37) {
      const changed = signature.map((byte, index) => (index === at ? byte ^ 1 : byte))
      expect(verify(key, prepared, changed, Number(vector.sLen))).toBe(false)
    }
    expect(verify(key, prepared.slice(1), signature, Number(vector.sLen))).toBe(false)
    expect(verify(key, prepared, signature.slice(1), Number(vector.sLen))).toBe(false)
    expect(finalize(key, prepared, octets(vector.sig), BigInt(vector.inv), Number(vector.sLen))).toBeNull()
  })
})

describe('the phone and the server together', () => {
  test('a credential is blinded, signed unseen, opened, and good for OpenSSL as for us', async () => {
    const { privateKey, publicKey } = await makeBlindKey()
    const key = readBlindKey(Uint8Array.from(publicKey))
    if (key === null) throw new Error('no key')
    expect(key.modulusBits).toBe(2_048)
    const isGood = credentialVerifier(publicKey)
    const credential = prepare(randomBytes(32), randomBytes(32))
    const { blindedMessage, inverse } = blind(key, credential, randomBytes(48), drawFactor(key, randomBytes))
    const signer = blindSigner(privateKey)
    const answer = signer.sign(Buffer.from(blindedMessage))
    expect(answer).toEqual(signer.sign(Buffer.from(blindedMessage)))
    const signature = finalize(key, credential, answer ?? new Uint8Array(), inverse)
    if (signature === null) throw new Error('no signature')
    expect(isGood(Buffer.from(credential), Buffer.from(signature))).toBe(true)
    expect(isGood(Buffer.from(credential).reverse(), Buffer.from(signature))).toBe(false)
    const other = await makeBlindKey()
    expect(credentialVerifier(other.publicKey)(Buffer.from(credential), Buffer.from(signature))).toBe(false)
    expect(signer.sign(Buffer.alloc(256, 255))).toBeNull()
    expect(signer.sign(Buffer.alloc(255))).toBeNull()
  })

  test('what is no RSA key in SPKI is read as none', async () => {
    const { publicKey } = await makeBlindKey()
    const spki = Uint8Array.from(publicKey)
    expect(readBlindKey(spki.slice(0, -1))).toBeNull()
    expect(readBlindKey(Uint8Array.from([...spki, 0]))).toBeNull()
    expect(readBlindKey(new Uint8Array())).toBeNull()
    const jwk = createPublicKey({ key: publicKey, format: 'der', type: 'spki' }).export({ format: 'jwk' })
    expect(readBlindKey(spki)?.modulus).toBe(toNumber(Buffer.from(String(jwk.n), 'base64url')))
  })
})

function invertByEuclid(number: bigint, modulus: bigint): bigint {
  let [a, b, x, y] = [number % modulus, modulus, 1n, 0n]
  while (b > 0n) [a, b, x, y] = [b, a % b, y, x - (a / b) * y]
  return x < 0n ? x + modulus : x
}
