import { type ErrorCode, LIMITS, type RedemptionState } from '../../../src/contract'

const DAY_MS = 86_400_000
/** How long before the end somebody is told that their reward still waits. */
const REMINDED_BEFORE_MS = 2 * DAY_MS

/** Until when a reward is kept for whoever redeemed it. */
export function expiryOf(redeemedAt: Date): Date {
  return new Date(redeemedAt.getTime() + LIMITS.redemptionDays * DAY_MS)
}

/** Redemptions that end before this time are due to be told. */
export function remindedUntil(now: Date): Date {
  return new Date(now.getTime() + REMINDED_BEFORE_MS)
}

/** What is reserved ends in one of three ways, and once; after its time it only expires. */
export function refuseEnding(redemption: { state: RedemptionState; expiresAt: number }, now: Date): ErrorCode | null {
  return redemption.state === 'reserved' && now.getTime() < redemption.expiresAt ? null : 'wrong_state'
}

/** Digits of a random number below 10^8, as people read them out at a desk. */
export function pickupCodeOf(number: number): string {
  return String(number).padStart(8, '0')
}
