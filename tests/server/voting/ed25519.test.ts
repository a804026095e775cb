import { generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { verifyEd25519 } from '../../../src/proof/ed25519'

const hex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'))

// RFC 8032, section 7.1.
const VECTORS: [key: string, message: string, signature: string][] = [
  [
    'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    '',
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  ],
  [
    '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    '72',
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  ],
  [
    'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    'af82',
    '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
  ],
]

describe('a signature', () => {
  test.each(VECTORS)('of RFC 8032 under %s', (key, message, signature) => {
    expect(verifyEd25519(hex(key), hex(message), hex(signature))).toBe(true)
    expect(verifyEd25519(hex(key), hex(`${message}00`), hex(signature))).toBe(false)
  })

  test('of this server holds, and with any one bit of it, of the message or of the key turned it does not', () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519')
    const key = Uint8Array.from(publicKey.export({ type: 'spki', format: 'der' }).subarray(-32))
    const message = Uint8Array.from(Buffer.from('邻里'))
    const signature = Uint8Array.from(sign(null, message, privateKey))
    expect(verifyEd25519(key, message, signature)).toBe(true)
    const turned = (bytes: Uint8Array, at: number) => bytes.map((byte, index) => (index === at ? byte ^ 1 : byte))
    for (const at of [0, 31, 32, 63]) expect(verifyEd25519(key, message, turned(signature, at))).toBe(false)
    expect(verifyEd25519(key, turned(message, 0), signature)).toBe(false)
    expect(verifyEd25519(turned(key, 0), message, signature)).toBe(false)
  })

  test('of another length, no point, or with a second writing of its number is none', () => {
    const [key = '', message = '', signature = ''] = VECTORS[1] ?? []
    expect(verifyEd25519(hex(key).subarray(1), hex(message), hex(signature))).toBe(false)
    expect(verifyEd25519(hex(key), hex(message), hex(signature).subarray(1))).toBe(false)
    expect(verifyEd25519(new Uint8Array(32).fill(255), hex(message), hex(signature))).toBe(false)
    // s + L is the same number for whoever forgets to look (RFC 8032, section 5.1.7).
    const order = BigInt('7237005577332262213973186563042994240857116359379907606001950938285454250989')
    const s = Buffer.from(hex(signature).subarray(32)).reverse().toString('hex')
    const more = (BigInt(`0x${s}`) + order).toString(16).padStart(64, '0')
    const second = Buffer.concat([hex(signature).subarray(0, 32), Buffer.from(more, 'hex').reverse()])
    expect(verifyEd25519(hex(key), hex(message), Uint8Array.from(second))).toBe(false)
  })
})
