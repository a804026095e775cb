import type { LedgerProof, Transfer } from '../contract'
import { areEqual, fromBase64 } from '../proof/bytes'
import { hashEntry, readLeaf } from '../proof/ledger-entry'
import { fingerprintOf } from '../proof/ledger-head'
import { verifyInclusion } from '../proof/merkle'

/** `entry`: it says what is on the screen. `tree`: it leads to the root. `fingerprint`: the root is that of the fingerprint. */
export interface ProofCheck {
  entry: boolean
  tree: boolean
  fingerprint: boolean
}

const NOTHING = new Uint8Array(0)

/**
 * Checks a proof on the phone itself, with nothing of the server's word but the fingerprint, which stands on the notice board. The head's signature
 * (Ed25519) is checked by `linli verify-ledger`.
 */
export function checkProof(transfer: Transfer, proof: LedgerProof): ProofCheck {
  const { leaf, leafIndex, treeSize, head } = proof
  const read = leaf === null ? null : readLeaf(leaf)
  const isEntry =
    read !== null &&
    read.id === transfer.id &&
    read.debitAccountId === transfer.fromAccountId &&
    read.creditAccountId === transfer.toAccountId &&
    read.points === transfer.points &&
    read.kind === transfer.kind &&
    read.communityId === head.placeId &&
    read.sequence === leafIndex + 1 &&
    new Date(read.createdAt).toISOString() === transfer.createdAt
  const leafHash = leaf === null ? NOTHING : hashEntry(leaf)
  const rootHash = fromBase64(head.rootHash) ?? NOTHING
  const inclusionPath = proof.inclusionPath.map((hash) => fromBase64(hash) ?? NOTHING)
  const isOfHead = treeSize === head.size && areEqual(fromBase64(proof.rootHash) ?? NOTHING, rootHash)
  return {
    entry: isEntry,
    tree: isOfHead && verifyInclusion({ leafIndex, treeSize, leafHash, inclusionPath, rootHash }),
    fingerprint: fingerprintOf(head) === head.fingerprint,
  }
}
