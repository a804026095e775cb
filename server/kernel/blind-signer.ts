import {
  constants,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
  privateDecrypt,
  publicEncrypt,
  verify,
} from 'node:crypto'
import { promisify } from 'node:util'

// RSABSSA-SHA384-PSS-Randomized (RFC 9474): what the signer does. src/proof/blind-rsa.ts is the phone's part.

const MODULUS_BITS = 2_048
const EXPONENT = 65_537
const SALT_BYTES = 48
/** 32 bytes of preparation, then 32 random ones. */
export const CREDENTIAL_BYTES = 64
export const SIGNATURE_BYTES = MODULUS_BITS / 8

/** A poll's key while the poll is open. */
export interface BlindSigner {
  /**
   * BlindSign (section 4.3): the raw private operation, checked by the public one, so that a fault of the machine does not give the key away.
   * The same message gives the same answer. Null for what is no number below the modulus.
   */
  sign(blindedMessage: Buffer): Buffer | null
}

/** A new key for one poll: its private half as PKCS #8 DER, its public half as SubjectPublicKeyInfo DER. */
export async function makeBlindKey(): Promise<{ privateKey: Buffer; publicKey: Buffer }> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: MODULUS_BITS,
    publicExponent: EXPONENT,
  })
  return {
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }),
    publicKey: publicKey.export({ format: 'der', type: 'spki' }),
  }
}

export function blindSigner(privateKey: Buffer): BlindSigner {
  const secret = createPrivateKey({ key: privateKey, format: 'der', type: 'pkcs8' })
  const open = createPublicKey(secret)
  const padding = constants.RSA_NO_PADDING
  return {
    sign: (blindedMessage) => {
      if (blindedMessage.length !== bytesOf(secret)) return null
      try {
        const signature = privateDecrypt({ key: secret, padding }, blindedMessage)
        return publicEncrypt({ key: open, padding }, signature).equals(blindedMessage) ? signature : null
      } catch {
        // A number that is not below the modulus.
        return null
      }
    },
  }
}

function bytesOf(key: KeyObject): number {
  return (key.asymmetricKeyDetails?.modulusLength ?? 0) / 8
}

/** Checks credentials of one poll. */
export function credentialVerifier(publicKey: Buffer): (credential: Buffer, signature: Buffer) => boolean {
  const key = createPublicKey({ key: publicKey, format: 'der', type: 'spki' })
  const options = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: SALT_BYTES }
  return (credential, signature) =>
    credential.length === CREDENTIAL_BYTES &&
    signature.length === bytesOf(key) &&
    verify('sha384', credential, options, signature)
}
