import { sha256 } from '@noble/hashes/sha2.js'
import { toUtf8 } from './bytes'

export interface SignedHead {
  /** The community. */
  placeId: string
  /** A day in Asia/Shanghai, YYYY-MM-DD. */
  date: string
  size: number
  /** Base64. */
  rootHash: string
}

const GROUPS = 8
const GROUP_SPAN = 100_000

/** The text that is signed, and that the fingerprint is made of: one fact a line. */
export function writeHead({ placeId, date, size, rootHash }: SignedHead): string {
  return `linli-ledger-head-1\n${placeId}\n${date}\n${size}\n${rootHash}\n`
}

/**
 * Eight groups of five digits, for a notice board and to be read aloud: SHA-256 of the head's text, four bytes a group, modulo 100,000. Together
 * 132 bits, so that nobody can make two ledgers of one fingerprint.
 */
export function fingerprintOf(head: SignedHead): string {
  const digest = sha256(toUtf8(writeHead(head)))
  const groups = Array.from({ length: GROUPS }, (_, group) => {
    const [a = 0, b = 0, c = 0, d = 0] = digest.subarray(group * 4, group * 4 + 4)
    const number = (a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d) % GROUP_SPAN
    return String(number).padStart(5, '0')
  })
  return groups.join(' ')
}
