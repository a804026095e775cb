import { timingSafeEqual } from 'node:crypto'
import { ScureBase32Plugin } from 'otplib'
import { generateSync } from 'otplib/functional'

/** RFC 6238: HMAC-SHA-1, steps of 30 s from the epoch, six digits. */
export const CODE = { digits: 6, periodSeconds: 30 } as const

/** The steps in which a code counts: its own and the one after. It dies 30 to 60 seconds after it was shown, and a screenshot with it. */
const STEPS_BACK = 1

export function stepAt(at: Date): number {
  return Math.floor(at.getTime() / 1_000 / CODE.periodSeconds)
}

export function codeOfStep(key: Uint8Array, step: number): string {
  return generateSync({
    secret: key,
    epoch: step * CODE.periodSeconds,
    digits: CODE.digits,
    period: CODE.periodSeconds,
  })
}

/** When the code of this moment gives way to the next. */
export function changesAt(at: Date): Date {
  return new Date((stepAt(at) + 1) * CODE.periodSeconds * 1_000)
}

/** The step whose code it is, or null where it counts no more or never did. */
export function stepOfCode(key: Uint8Array, code: string, at: Date): number | null {
  const given = Buffer.from(code.normalize('NFKC').replace(/[\s-]/g, ''))
  for (let back = 0; back <= STEPS_BACK; back += 1) {
    const step = stepAt(at) - back
    const known = Buffer.from(codeOfStep(key, step))
    if (given.length === known.length && timingSafeEqual(given, known)) return step
  }
  return null
}

/** The key as authenticator apps take it (RFC 4648, section 6). */
export function toBase32(key: Uint8Array): string {
  return new ScureBase32Plugin().encode(key)
}
