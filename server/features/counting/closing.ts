import { writeCountedLeaf } from '../../../src/proof/poll-log'
import { hashText, rootOfLeaves } from '../../kernel/hash-text'
import type { HeadRow } from './repository'

/**
 * What a poll came to, with all that it rests on. Its JSON is signed; areas are cm². `credentials` is how many were signed, `unconfirmedPaper` how many
 * sheets one member of staff entered and nobody confirmed: they are not counted.
 */
export interface Closing {
  format: 'linli-poll-closing-1'
  pollId: string
  definitionHash: string
  rollVersion: number
  rollHash: string
  rollSize: number
  rollArea: number
  versionsHash: string
  size: number
  rootHash: string
  headsHash: string
  countedSize: number
  countedRoot: string
  credentials: number
  unconfirmedPaper: number
  turnout: number
  turnoutArea: number
  online: number
  paper: number
  options: { id: string; votes: number; area: number; paper: number }[]
  chosen: string[]
  passed: boolean
  closedAt: string
}

export function writeClosing(closing: Closing): string {
  return `linli-poll-closing-1\n${JSON.stringify(closing)}\n`
}

export type HeadFacts = Pick<HeadRow, 'size' | 'rootHash' | 'signature'> & { signedAt: string }

export function hashHeads(heads: readonly HeadFacts[]): string {
  return hashText(
    JSON.stringify(heads.map(({ size, rootHash, signedAt, signature }) => [size, rootHash, signedAt, signature])),
  )
}

export interface VersionFacts {
  version: number
  size: number
  area: number
  hash: string
  reason: string
  createdAt: string
}

export function hashVersions(versions: readonly VersionFacts[]): string {
  return hashText(
    JSON.stringify(
      versions.map(({ version, size, area, hash, reason, createdAt }) => [
        version,
        size,
        area,
        hash,
        reason,
        createdAt,
      ]),
    ),
  )
}

export interface CountedFacts {
  credential: string
  signature: string
  optionIds: readonly string[]
}

export function rootOfCounted(pollId: string, ballots: readonly CountedFacts[]): string {
  return rootOfLeaves(
    ballots.map(({ credential, signature, optionIds }) => writeCountedLeaf(pollId, credential, signature, optionIds)),
  )
}
