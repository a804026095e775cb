import { createHmac, createPrivateKey, createPublicKey, hkdfSync, sign, timingSafeEqual } from 'node:crypto'

/** Keys for one purpose each, derived from the one secret (HKDF-SHA256, RFC 5869), so that none can be used for another. */
export interface Secrets {
  /** A keyed hash that stands for a phone number: equal numbers, equal hashes, no way back without the secret. */
  hashPhone(phone: string): string
  hashCode(phone: string, code: string): string
  /** Signs the address of a picture, so that knowing its id is not enough to see it. 16 bytes, base64url. */
  signImage(id: string, variant: string): string
  isImageSignature(id: string, variant: string, signature: string): boolean
  /** Signs the daily heads of the ledgers (Ed25519, RFC 8032). */
  ledgerKey: SigningKey
}

export interface SigningKey {
  /** 32 bytes, standard base64. */
  publicKey: string
  /** 64 bytes, standard base64. */
  sign(text: string): string
}

export function deriveSecrets(secret: string): Secrets {
  const key = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, 'linli', purpose, 32))
  const phoneKey = key('phone')
  const codeKey = key('phone-code')
  const imageKey = key('image-address')
  const mac = (with_: Buffer, text: string) => createHmac('sha256', with_).update(text).digest()
  const imageMac = (id: string, variant: string) => mac(imageKey, `${id}/${variant}`).subarray(0, 16)
  return {
    hashPhone: (phone) => mac(phoneKey, phone).toString('base64url'),
    hashCode: (phone, code) => mac(codeKey, `${phone}:${code}`).toString('base64url'),
    signImage: (id, variant) => imageMac(id, variant).toString('base64url'),
    isImageSignature: (id, variant, signature) => {
      const given = Buffer.from(signature, 'base64url')
      return given.length === 16 && timingSafeEqual(given, imageMac(id, variant))
    },
    ledgerKey: signingKey(key('ledger-head')),
  }
}

/** What stands before the 32 bytes of an Ed25519 private key in PKCS #8 (RFC 8410, section 7). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex')

function signingKey(seed: Buffer): SigningKey {
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32)
  return {
    publicKey: publicKey.toString('base64'),
    sign: (text) => sign(null, Buffer.from(text, 'utf8'), privateKey).toString('base64'),
  }
}
