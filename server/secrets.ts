import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  hkdfSync,
  randomBytes,
  sign,
  timingSafeEqual,
} from 'node:crypto'

/** Keys for one purpose each, derived from the one secret (HKDF-SHA256, RFC 5869), so that none can be used for another. */
export interface Secrets {
  /** A keyed hash that stands for a phone number: equal numbers, equal hashes, no way back without the secret. */
  hashPhone(phone: string): string
  hashCode(phone: string, code: string): string
  /** Signs the address of a picture or a sound, so that knowing its id is not enough to see or hear it. 16 bytes, base64url. */
  signImage(id: string, variant: string): string
  isImageSignature(id: string, variant: string, signature: string): boolean
  /** The key of a shift's check-in codes: 20 bytes, as RFC 4226, section 4 (R6), recommends. */
  checkInKey(shiftId: string): Uint8Array
  /** What stands on a certificate: nobody guesses the next one, and the same certificate has always the same. */
  certificateNumber(certificateId: string, year: number): string
  /** A number by which a volunteer is told from others of their name, and from which nothing else follows. */
  volunteerNumber(personId: string): string
  /** The key of a meeting's check-in codes: 20 bytes, as RFC 4226, section 4 (R6), recommends. */
  meetingKey(topicId: string): Uint8Array
  /** What stands in the QR of an invitation, so that whoever scans it is invited: 8 bytes, base64url. */
  invitationCode(topicId: string): string
  isInvitationCode(topicId: string, code: string): boolean
  /** The key of the order in which the people of a topic stand in its votes: nobody can foretell it, nor trace it back. */
  shuffleKey(topicId: string): Uint8Array
  /** Signs the daily heads of the ledgers (Ed25519, RFC 8032). */
  ledgerKey: SigningKey
  /** Signs the heads, receipts and results of polls. */
  pollLogKey: SigningKey
  /** Keeps the keys of open polls, so that a database without the secret does not open a ballot. */
  pollVault: Vault
}

/** Encrypts small things at rest (AES-256-GCM, a nonce of its own each time). */
export interface Vault {
  /** `about` names what it is: what was sealed about one thing does not open about another. Base64. */
  seal(bytes: Buffer, about: string): string
  /** @throws Error where it was sealed under another secret, or is not what was sealed */
  open(sealed: string, about: string): Buffer
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
  const checkInKey = key('check-in-code')
  const certificateKey = key('certificate-number')
  const volunteerKey = key('volunteer-number')
  const meetingKey = key('meeting-code')
  const invitationKey = key('invitation-code')
  const shuffleKey = key('participant-order')
  const mac = (with_: Buffer, text: string) => createHmac('sha256', with_).update(text).digest()
  const invitationMac = (topicId: string) => mac(invitationKey, topicId).subarray(0, 8)
  const imageMac = (id: string, variant: string) => mac(imageKey, `${id}/${variant}`).subarray(0, 16)
  return {
    hashPhone: (phone) => mac(phoneKey, phone).toString('base64url'),
    hashCode: (phone, code) => mac(codeKey, `${phone}:${code}`).toString('base64url'),
    signImage: (id, variant) => imageMac(id, variant).toString('base64url'),
    isImageSignature: (id, variant, signature) => {
      const given = Buffer.from(signature, 'base64url')
      return given.length === 16 && timingSafeEqual(given, imageMac(id, variant))
    },
    checkInKey: (shiftId) => mac(checkInKey, shiftId).subarray(0, 20),
    certificateNumber: (id, year) => {
      const letters = toLetters(mac(certificateKey, id), 10)
      return `LL${year}-${letters.slice(0, 5)}-${letters.slice(5)}`
    },
    volunteerNumber: (personId) => `V${toLetters(mac(volunteerKey, personId), 10)}`,
    meetingKey: (topicId) => mac(meetingKey, topicId).subarray(0, 20),
    invitationCode: (topicId) => invitationMac(topicId).toString('base64url'),
    isInvitationCode: (topicId, code) => {
      const given = Buffer.from(code, 'base64url')
      return given.length === 8 && timingSafeEqual(given, invitationMac(topicId))
    },
    shuffleKey: (topicId) => mac(shuffleKey, topicId),
    ledgerKey: signingKey(key('ledger-head')),
    pollLogKey: signingKey(key('poll-log')),
    pollVault: vault(key('poll-vault')),
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

/** Crockford's base 32: what is read aloud or typed is not mistaken for something else. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

function toLetters(bytes: Uint8Array, length: number): string {
  return Array.from(bytes.subarray(0, length), (byte) => LETTERS.charAt(byte & 31)).join('')
}

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Under a key of 32 bytes. */
export function vault(key: Buffer): Vault {
  return {
    seal: (bytes, about) => {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about))
      return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]).toString('base64')
    },
    open: (sealed, about) => {
      const bytes = Buffer.from(sealed, 'base64')
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      })
      decipher.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(-TAG_BYTES))
      return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()])
    },
  }
}
