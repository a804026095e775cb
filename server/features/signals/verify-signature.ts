import { createHmac, timingSafeEqual } from 'node:crypto'
import { LIMITS, type SignalChannel } from '../../../src/contract'
import type { SignalKey } from '../../config'
import { Problem } from '../../kernel/problem'
import { isFresh } from './rules'

export interface SignedSignal {
  /** Seconds since 1970, as it stands in the header. */
  timestamp: string
  /** HMAC-SHA256 (RFC 2104) over `<timestamp>.<body>`, hex. */
  signature: string
  /** The bytes as they came, before anybody has read them. */
  body: Buffer
}

/**
 * The channels whose key signed this. Every key is tried and compared in constant time, so that neither an answer nor its time tells which
 * channels there are.
 * @throws Problem bad_signature, signal_too_old
 */
export function verifySignature(keys: readonly SignalKey[], signed: SignedSignal, now: Date): Set<SignalChannel> {
  const { timestamp, signature, body } = signed
  const isWellFormed = /^\d{1,12}$/.test(timestamp) && /^[0-9a-fA-F]{64}$/.test(signature)
  const given = isWellFormed ? Buffer.from(signature, 'hex') : Buffer.alloc(32)
  const signers = keys.filter(({ key }) => {
    const expected = createHmac('sha256', key).update(`${timestamp}.`).update(body).digest()
    return timingSafeEqual(given, expected)
  })
  if (!isWellFormed || signers.length === 0) throw new Problem('bad_signature')
  if (!isFresh(Number(timestamp), now, LIMITS.signalAgeSeconds)) throw new Problem('signal_too_old')
  return new Set(signers.map(({ channel }) => channel))
}
