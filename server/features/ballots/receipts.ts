import type { Receipt } from '../../../src/contract'
import { type BallotKind, type Opening, writeBallotLeaf, writeChoice, writeReceipt } from '../../../src/proof/poll-log'
import { hashLeafText, hashText } from '../../kernel/hash-text'
import type { SigningKey } from '../../secrets'

/** A leaf of the log, and what it takes to make it again. */
export interface BallotLeaf {
  kind: BallotKind
  leaf: string
  leafHash: string
  opening: Opening
}

export function makeLeaf(pollId: string, kind: BallotKind, opening: Opening): BallotLeaf {
  const leaf = writeBallotLeaf(pollId, kind, hashText(writeChoice(pollId, kind, opening)))
  return { kind, leaf, leafHash: hashLeafText(leaf).toString('base64'), opening }
}

export function presentReceipt(
  pollId: string,
  { kind, leaf, leafHash, opening }: BallotLeaf,
  key: SigningKey,
): Receipt {
  const { subject, optionIds, nonce } = opening
  return {
    pollId,
    kind,
    leaf,
    leafHash,
    opening: { subject, optionIds: [...optionIds], nonce },
    signature: key.sign(writeReceipt(pollId, leafHash)),
    logKey: key.publicKey,
  }
}
