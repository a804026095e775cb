import { createPublicKey, verify } from 'node:crypto'
import { fromBase64 } from '../../../src/proof/bytes'
import { writeHead } from '../../../src/proof/ledger-head'
import { nextDay } from '../../kernel/shanghai'
import { LedgerFault } from './ledger-fault'
import type { AuditedHead } from './verify-reading'

/** As GET /ledger/heads shows it, kept by somebody outside. */
export interface PublishedHead {
  placeId: string
  date: string
  size: number
  rootHash: string
  signature: string
  publicKey: string
}

/** What stands before the 32 bytes of an Ed25519 public key in SPKI (RFC 8410, section 4). */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex')

/** Whether the key signed the head. Only base64 as we write it: another spelling of the same bytes would be a change that nobody finds. */
export function isSigned(head: PublishedHead): boolean {
  const [signature, publicKey] = [fromBase64(head.signature), fromBase64(head.publicKey)]
  if (signature?.length !== 64 || publicKey?.length !== 32) return false
  const key = createPublicKey({ key: Buffer.concat([SPKI_PREFIX, publicKey]), format: 'der', type: 'spki' })
  return verify(null, Buffer.from(writeHead(head), 'utf8'), key, signature)
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** Heads stand one for each day, never smaller than the one before, each signed. @throws LedgerFault */
export function assertHeadsInOrder(communityId: string, heads: readonly AuditedHead[]): void {
  for (const [index, head] of heads.entries()) {
    const before = heads[index - 1]
    const fault = (what: string) => new LedgerFault(communityId, null, `head of ${head.date} ${what}`)
    if (!DAY.test(head.date)) throw fault('bears no date')
    if (!isSigned({ ...head, placeId: communityId })) throw fault('is not signed by its key')
    if (before === undefined) continue
    if (nextDay(before.date) !== head.date) throw fault(`does not follow that of ${before.date}: a day is missing`)
    if (head.size < before.size)
      throw fault(`has ${head.size} entries, fewer than the ${before.size} of the day before`)
  }
}

/** What was published is here, as it was published. @throws LedgerFault */
export function assertPublished(
  communityId: string,
  heads: readonly AuditedHead[],
  published: readonly PublishedHead[],
): void {
  for (const head of published.filter(({ placeId }) => placeId === communityId)) {
    const fault = (what: string) => new LedgerFault(communityId, null, `published head of ${head.date} ${what}`)
    if (!isSigned(head)) throw fault('is not signed by its key')
    const own = heads.find(({ date }) => date === head.date)
    if (own === undefined) throw fault('is not in the database')
    if (own.size !== head.size || own.rootHash !== head.rootHash) {
      throw fault(`has ${head.size} entries and root ${head.rootHash}, the database ${own.size} and ${own.rootHash}`)
    }
    if (own.publicKey !== head.publicKey) throw fault('was signed by another key')
  }
}
