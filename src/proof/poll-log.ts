import { sha256 } from '@noble/hashes/sha2.js'
import { toBase64, toUtf8 } from './bytes'
import { hashLeaf } from './merkle'

// The texts that a poll's log is made of (docs/voting.md): JSON lists in a fixed order and lines of text, so that anybody can write them again in
// any language. Hashes are SHA-256 in standard base64.

export type BallotKind = 'open' | 'secret' | 'paper'

/** What a ballot's commitment is made of. */
export interface Opening {
  /** Open: the id of the entry on the roll. Secret: the credential, base64. Paper: the serial. */
  subject: string
  /** In the order of the poll's list of options. */
  optionIds: readonly string[]
  /** 16 random bytes, base64: without it nobody can try all choices. */
  nonce: string
}

/** SHA-256 of it is the commitment. */
export function writeChoice(pollId: string, kind: BallotKind, { subject, optionIds, nonce }: Opening): string {
  return JSON.stringify(['linli-poll-choice-1', pollId, kind, subject, optionIds, nonce])
}

/** A leaf: it tells that a ballot was accepted and on which way, and nothing of the voter or the choice. */
export function writeBallotLeaf(pollId: string, kind: BallotKind, commitment: string): string {
  return JSON.stringify(['linli-poll-ballot-1', pollId, kind, commitment])
}

/** The promise that a leaf is in the log: signed when the ballot is durable. */
export function writeReceipt(pollId: string, leafHash: string): string {
  return `linli-poll-receipt-1\n${pollId}\n${leafHash}\n`
}

export interface PollHeadFacts {
  pollId: string
  definitionHash: string
  size: number
  rootHash: string
  /** ISO 8601. */
  signedAt: string
}

export function writePollHead({ pollId, definitionHash, size, rootHash, signedAt }: PollHeadFacts): string {
  return `linli-poll-head-1\n${pollId}\n${definitionHash}\n${size}\n${rootHash}\n${signedAt}\n`
}

/** What an entry of the roll is held to: SHA-256 of it. The subject is who it is: a person, a household, or owners and their units. */
export function writeRollSubject(pollId: string, salt: string, subject: string): string {
  return JSON.stringify(['linli-poll-voter-1', pollId, salt, subject])
}

/** A leaf of the roll's tree. Area in cm², 0 where it is not weighed. */
export function writeRollLeaf(pollId: string, entryId: string, area: number, commitment: string): string {
  return JSON.stringify(['linli-poll-roll-1', pollId, entryId, area, commitment])
}

/** A leaf of the tree of a secret poll's counted ballots, in the order of the hex SHA-256 of the credential's bytes. */
export function writeCountedLeaf(
  pollId: string,
  credential: string,
  signature: string,
  optionIds: readonly string[],
): string {
  return JSON.stringify(['linli-poll-counted-1', pollId, credential, signature, optionIds])
}

/** SHA-256 of a text, base64. */
export function hashText(text: string): string {
  return toBase64(sha256(toUtf8(text)))
}

export interface CheckedReceipt {
  pollId: string
  kind: BallotKind
  leaf: string
  leafHash: string
  opening: Opening
}

/** Whether a receipt is of this choice: leaf and hash follow from poll, subject, choice and nonce. Its signature and proof are checked apart. */
export function isReceiptOf({ pollId, kind, leaf, leafHash, opening }: CheckedReceipt): boolean {
  const made = writeBallotLeaf(pollId, kind, hashText(writeChoice(pollId, kind, opening)))
  return made === leaf && toBase64(hashLeaf(toUtf8(leaf))) === leafHash
}
