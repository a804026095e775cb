import { createHash, randomBytes, randomInt } from 'node:crypto'

const SESSION_DAYS = 60
const CODE_MINUTES = 5
/** Wrong tries at one code, after which a new one must be asked for. */
export const CODE_TRIES_MAX = 5
/** Seconds between two codes to one number. */
export const CODE_PAUSE_SECONDS = 60

/** Codes sent in 24 hours; an address may be a whole neighbourhood behind one router. */
export const CODES_PER_DAY = { phone: 10, address: 200 }

export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What we keep of a token: whoever reads the database cannot sign in with it. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

export function sessionEnd(now: Date): Date {
  return new Date(now.getTime() + SESSION_DAYS * 86_400_000)
}

export function newPhoneCode(): string {
  return String(randomInt(0, 1_000_000)).padStart(6, '0')
}

export function phoneCodeEnd(now: Date): Date {
  return new Date(now.getTime() + CODE_MINUTES * 60_000)
}

/** The number and the code of a sign-in by phone ("13800000000:123456"), or null. */
export function splitPhoneCode(code: string): { phone: string; digits: string } | null {
  const match = /^(1[3-9][0-9]{9}):([0-9]{6})$/.exec(code)
  return match?.[1] && match[2] ? { phone: match[1], digits: match[2] } : null
}

/** A name for somebody who has not chosen one: friendly, and says nothing about them. */
export function firstDisplayName(personId: string): string {
  return `邻居${personId.slice(-4)}`
}
