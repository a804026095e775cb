import { generateSync, verifySync } from 'otplib/functional'
import type { CheckInCode } from '../../../src/contract'

const PERIOD_SECONDS = 30

/** The code on the screen of a meeting: a time-based one-time password (RFC 6238), new every 30 seconds. */
export function meetingCode(key: Uint8Array, now: Date): CheckInCode {
  const epoch = Math.floor(now.getTime() / 1_000)
  const code = generateSync({ secret: key, epoch, period: PERIOD_SECONDS })
  return { code, changesAt: new Date((Math.floor(epoch / PERIOD_SECONDS) + 1) * PERIOD_SECONDS * 1_000).toISOString() }
}

/** Whether it is the code of this half minute, or of the one before: nobody types at once. */
export function isMeetingCode(key: Uint8Array, typed: string, now: Date): boolean {
  const token = typed.normalize('NFKC').replace(/[\s-]/g, '')
  if (!/^\d{6}$/.test(token)) return false
  const epoch = Math.floor(now.getTime() / 1_000)
  return verifySync({ secret: key, token, epoch, period: PERIOD_SECONDS, epochTolerance: [PERIOD_SECONDS, 0] }).valid
}
