import type { SqlReader } from '../../storage/store'
import { LedgerAudit } from './ledger-audit'
import { assertPublished, type PublishedHead } from './verify-heads'
import { listAuditedCommunities } from './verify-reading'

/** What stands in every ledger of the database, counted anew. */
export interface LedgerReport {
  communities: number
  transfers: number
  accounts: number
  heads: number
  /** Transfers that no head has yet. */
  unsealed: number
  /** Of all balances: always zero. */
  sum: number
  /** Heads that were published elsewhere and were found here. */
  publishedHeads: number
  /** Keys that signed the heads, base64: to be held against the one on the notice board. */
  publicKeys: string[]
}

/**
 * Counts everything anew from the first entry on: sequence, leaves, trees, heads and their signatures, balances, weekly caps, reversals, reasons.
 * @throws LedgerFault that names the first entry that does not fit
 */
export async function verifyLedgers(reader: SqlReader, published: readonly PublishedHead[]): Promise<LedgerReport> {
  const report = { communities: 0, transfers: 0, accounts: 0, heads: 0, unsealed: 0, sum: 0 }
  const keys = new Set<string>()
  for (const communityId of await listAuditedCommunities(reader)) {
    const audit = new LedgerAudit(reader, communityId)
    const result = await audit.run()
    assertPublished(communityId, result.heads, published)
    report.communities += 1
    report.transfers += result.transfers
    report.accounts += result.accounts
    report.heads += result.heads.length
    report.unsealed += result.transfers - (result.heads.at(-1)?.size ?? 0)
    report.sum += result.sum
    for (const { publicKey } of result.heads) keys.add(publicKey)
  }
  assertKnownCommunities(await listAuditedCommunities(reader), published)
  return { ...report, publishedHeads: published.length, publicKeys: [...keys] }
}

function assertKnownCommunities(communityIds: readonly string[], published: readonly PublishedHead[]): void {
  const lost = published.find(({ placeId }) => !communityIds.includes(placeId))
  if (lost !== undefined) assertPublished(lost.placeId, [], published)
}
