import { blind, drawFactor, finalize, prepare, readBlindKey } from '../proof/blind-rsa'
import { fromBase64, toBase64 } from '../proof/bytes'
import { integer } from '../proof/integer'

/** Bytes nobody can guess; null where the phone has none. */
export type SecretRandom = (length: number) => Promise<Uint8Array | null>

/** A credential on its way: what was sent to be signed, and what only this phone knows. Bytes in standard base64. */
export interface DrawnCredential {
  credential: string
  blindedMessage: string
  /** Hexadecimal. */
  inverse: string
}

export type Drawing = DrawnCredential | 'no_randomness' | 'bad_key'

const MESSAGE_BYTES = 32
const SALT_BYTES = 48
/** Every fourth draw and more is below the modulus; so many failures in a row happen to nobody. */
const DRAWS = 64

/** Draws a credential and blinds it under the poll's key (RFC 9474, sections 4.1 and 4.2). */
export async function drawCredential(credentialKey: string, random: SecretRandom): Promise<Drawing> {
  const key = readBlindKey(fromBase64(credentialKey) ?? new Uint8Array(0))
  if (key === null) return 'bad_key'
  const fixed = MESSAGE_BYTES * 2 + SALT_BYTES
  const bytes = await random(fixed)
  const lots = await drawLots(key.modulusBytes, random)
  if (bytes === null || bytes.length !== fixed || lots === null) return 'no_randomness'
  const prepared = prepare(bytes.subarray(0, MESSAGE_BYTES), bytes.subarray(MESSAGE_BYTES, MESSAGE_BYTES * 2))
  const salt = bytes.subarray(MESSAGE_BYTES * 2)
  let drawn = 0
  const draw = () => {
    const lot = lots[drawn++]
    if (lot === undefined) throw new RangeError('no lot below the modulus')
    return lot
  }
  const { blindedMessage, inverse } = blind(key, prepared, salt, drawFactor(key, draw))
  return {
    credential: toBase64(prepared),
    blindedMessage: toBase64(blindedMessage),
    inverse: inverse.toString(16),
  }
}

/** Some at once: WeChat hands them out only asynchronously. */
async function drawLots(length: number, random: SecretRandom): Promise<Uint8Array[] | null> {
  const lots: Uint8Array[] = []
  for (let some = 0; some < DRAWS / 8; some += 1) {
    const bytes = await random(length * 8)
    if (bytes === null || bytes.length !== length * 8) return null
    for (let at = 0; at < 8; at += 1) lots.push(bytes.subarray(at * length, (at + 1) * length))
  }
  return lots
}

/** Takes the blinding off (section 4.4). Null where what was answered is no signature of it. */
export function openSignature(credentialKey: string, drawn: DrawnCredential, blindSignature: string): string | null {
  const key = readBlindKey(fromBase64(credentialKey) ?? new Uint8Array(0))
  const [prepared, answer] = [fromBase64(drawn.credential), fromBase64(blindSignature)]
  if (key === null || prepared === null || answer === null) return null
  const signature = finalize(key, prepared, answer, integer(`0x${drawn.inverse}`))
  return signature === null ? null : toBase64(signature)
}
