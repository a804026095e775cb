import { hmac } from '@noble/hashes/hmac.js'
import { sha1 } from '@noble/hashes/legacy.js'

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** RFC 4648, section 6. */
export function bytesOfBase32(text: string): Uint8Array {
  const bytes: number[] = []
  let [bits, held] = [0, 0]
  for (const letter of text.replace(/=+$/, '')) {
    held = (held << 5) | BASE32.indexOf(letter)
    bits += 5
    if (bits < 8) continue
    bits -= 8
    bytes.push((held >> bits) & 255)
    held &= (1 << bits) - 1
  }
  return Uint8Array.from(bytes)
}

/** The code of a moment: HMAC-SHA-1 over the step, truncated (RFC 6238, section 4; RFC 4226, section 5.3). */
export function totpAt(key: Uint8Array, atMs: number, periodSeconds: number, digits: number): string {
  const step = Math.floor(atMs / 1_000 / periodSeconds)
  const counter = new Uint8Array(8)
  const view = new DataView(counter.buffer)
  view.setUint32(0, Math.floor(step / 2 ** 32))
  view.setUint32(4, step % 2 ** 32)
  const mac = hmac(sha1, key, counter)
  const offset = (mac[mac.length - 1] ?? 0) & 15
  const truncated = new DataView(mac.buffer, mac.byteOffset).getUint32(offset) & 0x7fffffff
  return String(truncated % 10 ** digits).padStart(digits, '0')
}

/** Seconds until the code of a moment gives way to the next. */
export function secondsLeft(atMs: number, periodSeconds: number): number {
  return periodSeconds - Math.floor((atMs / 1_000) % periodSeconds)
}
