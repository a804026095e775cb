import { sha256 } from '@noble/hashes/sha2.js'
import type { CountedBallots, LogConsistency, LogProof, Poll, PollHead, Receipt } from '../contract'
import { areEqual, fromBase64, toUtf8 } from '../proof/bytes'
import { verifyEd25519 } from '../proof/ed25519'
import { hashLeaf, verifyConsistency, verifyInclusion } from '../proof/merkle'
import { isReceiptOf, writeCountedLeaf, writePollHead, writeReceipt } from '../proof/poll-log'

/**
 * `choice`: the receipt is of this choice. `promise`: the poll has signed it. `tree`: it stands in the log. `head`: the log's root is signed.
 * `grown`: the log still begins with what this phone has seen before. `counted`: after the close, a secret ballot is among those that were
 * opened; null where there is none to look for yet.
 */
export interface ReceiptCheck {
  choice: boolean
  promise: boolean
  tree: boolean
  head: boolean
  grown: boolean
  counted: boolean | null
}

export interface Evidence {
  receipt: Receipt
  poll: Pick<Poll, 'id' | 'definitionHash'>
  proof: LogProof
  /** The head this phone saw first, and what ties the new one to it; null at the first look. */
  seen: { head: PollHead; consistency: LogConsistency } | null
  counted: CountedBallots | null
}

const NOTHING = new Uint8Array(0)
const bytesOf = (text: string): Uint8Array => fromBase64(text) ?? NOTHING

/** Checks a receipt on the phone itself, with nothing of the server's word but the key under which the receipt was signed. */
export function checkReceipt({ receipt, poll, proof, seen, counted }: Evidence): ReceiptCheck {
  const { leafHash, logKey, opening } = receipt
  const { head, leafIndex, treeSize } = proof
  const inclusionPath = proof.inclusionPath.map(bytesOf)
  const rootHash = bytesOf(head.rootHash)
  return {
    choice: receipt.pollId === poll.id && isReceiptOf(receipt),
    promise: isSigned(logKey, writeReceipt(poll.id, leafHash), receipt.signature),
    tree:
      proof.leafHash === leafHash &&
      treeSize === head.size &&
      proof.rootHash === head.rootHash &&
      verifyInclusion({ leafIndex, treeSize, leafHash: bytesOf(leafHash), inclusionPath, rootHash }),
    head: isHeadOf(poll, head, logKey),
    grown: seen === null || (isHeadOf(poll, seen.head, logKey) && hasGrown(seen.head, head, seen.consistency)),
    counted: counted === null ? null : isCounted(poll.id, opening, counted),
  }
}

export function isFine({ choice, promise, tree, head, grown, counted }: ReceiptCheck): boolean {
  return choice && promise && tree && head && grown && counted !== false
}

function isSigned(key: string, text: string, signature: string): boolean {
  return verifyEd25519(bytesOf(key), toUtf8(text), bytesOf(signature))
}

/** The head is of this poll as it was announced, and signed by the key that signed the receipt. */
function isHeadOf(poll: Evidence['poll'], head: PollHead, logKey: string): boolean {
  const { size, rootHash, signedAt, signature, statement } = head
  if (poll.definitionHash === null || head.logKey !== logKey) return false
  const text = writePollHead({ pollId: poll.id, definitionHash: poll.definitionHash, size, rootHash, signedAt })
  return text === statement && isSigned(logKey, text, signature)
}

function hasGrown(first: PollHead, second: PollHead, { consistencyPath }: LogConsistency): boolean {
  const [firstRoot, secondRoot] = [bytesOf(first.rootHash), bytesOf(second.rootHash)]
  if (first.size === second.size) return areEqual(firstRoot, secondRoot)
  return verifyConsistency({
    first: first.size,
    second: second.size,
    firstRoot,
    secondRoot,
    consistencyPath: consistencyPath.map(bytesOf),
  })
}

/** Among the ballots that were opened there is this credential with this choice, and its proof holds. */
export function isCounted(
  pollId: string,
  opening: Pick<Receipt['opening'], 'subject' | 'optionIds'>,
  { items, size, rootHash }: CountedBallots,
): boolean {
  const mine = items.find(({ credential }) => credential === opening.subject)
  if (mine === undefined || mine.optionIds.join('\n') !== opening.optionIds.join('\n')) return false
  const leaf = writeCountedLeaf(pollId, mine.credential, mine.signature, mine.optionIds)
  return verifyInclusion({
    leafIndex: mine.index,
    treeSize: size,
    leafHash: hashLeaf(toUtf8(leaf)),
    inclusionPath: mine.inclusionPath.map(bytesOf),
    rootHash: bytesOf(rootHash),
  })
}

/** Among so many a ballot shall be looked for, so that the question does not say whose it is. */
const CROWD = 64
const HEX_DIGITS = 16

/** The server takes no longer ones. */
export const PREFIX_DIGITS_MAX = 4

/** The first digits of the credential's hash: the longest that leaves a crowd. */
export function countedPrefix(credential: string, ballots: number): string {
  const digits = Math.max(0, Math.floor(Math.log(Math.max(ballots, 1) / CROWD) / Math.log(HEX_DIGITS)))
  return prefixOf(credential, Math.min(digits, PREFIX_DIGITS_MAX))
}

export function prefixOf(credential: string, digits: number): string {
  const hex = Array.from(sha256(bytesOf(credential)), (byte) => byte.toString(HEX_DIGITS).padStart(2, '0')).join('')
  return hex.slice(0, digits)
}
