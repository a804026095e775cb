import type { LedgerConsistency, LedgerProof } from '../../../src/contract'
import { writeLeaf } from '../../../src/proof/ledger-entry'
import type { Deps } from '../../deps'
import { consistencyRanges, foldNodes, inclusionRanges, type LeafRange, nodesOfRange } from '../../kernel/merkle-tree'
import { found, Problem, refuseIf } from '../../kernel/problem'
import type { Reader } from '../../storage/store'
import { findStanding } from '../membership'
import { readAccounts } from './append-repository'
import { findHeadOfSize, findHeadSince, findNewestHead, readNodes } from './head-repository'
import { refuseOverseeing, refuseStranger } from './policy'
import { communityOf, presentHead } from './presenter'
import { findTransfer, type TransferViewRow } from './repository'
import { findRuleVersion } from './rule-repository'

/**
 * That a transfer is in the newest head, or in the head of that size (RFC 9162, section 2.1.3.1). Anybody of the community may ask; the entry
 * itself is told to those it is about, and to those who oversee the budget.
 * @throws Problem head_not_published where no head has it yet
 */
export async function proveTransfer(
  deps: Deps,
  { transferId, size, personId }: { transferId: string; size: number | undefined; personId: string },
): Promise<LedgerProof> {
  const { read } = deps.store
  const transfer = found(await findTransfer(read, transferId))
  const community = communityOf(transfer)
  const standing = await findStanding(read, personId)
  const isParty = [transfer.debitOwnerId, transfer.creditOwnerId].includes(personId)
  if (!isParty) refuseIf(refuseStranger(standing, community))
  const since = await findHeadSince(read, community.id, transfer.sequence)
  if (since === undefined) throw new Problem('head_not_published')
  const asked = size === undefined ? findNewestHead(read, community.id) : findHeadOfSize(read, community.id, size)
  const head = found(await asked)
  if (head.size < transfer.sequence) throw new Problem('head_not_published')
  const leafIndex = transfer.sequence - 1
  const path = await readRanges(read, community.id, inclusionRanges(leafIndex, head.size))
  const mayRead = isParty || refuseOverseeing(standing, community) === null
  return {
    transferId,
    leafIndex,
    treeSize: head.size,
    leafHash: transfer.leafHash,
    inclusionPath: path,
    rootHash: head.rootHash,
    leaf: mayRead ? await leafOf(read, transfer) : null,
    includedSince: since.date,
    head: presentHead(head),
  }
}

/** The entry as it was hashed, written anew from what the database holds now: where somebody changed that, the hashes do not meet. */
async function leafOf(reader: Reader, row: TransferViewRow): Promise<string> {
  const accounts = await readAccounts(reader, [row.communityId], [row.debitAccountId, row.creditAccountId])
  const account = (id: string) => found(accounts.get(id))
  const rule =
    row.ruleCode === null || row.ruleVersion === null
      ? null
      : found(await findRuleVersion(reader, row.communityId, row.ruleCode, row.ruleVersion))
  return writeLeaf({
    communityId: row.communityId,
    sequence: row.sequence,
    id: row.id,
    kind: row.kind,
    debit: account(row.debitAccountId),
    credit: account(row.creditAccountId),
    points: row.points,
    rule,
    reversesId: row.reversesId,
    reasonHash: row.reasonHash,
    createdById: row.createdById,
    createdAt: row.createdAt,
    requestHash: row.requestHash,
  })
}

/**
 * That the tree of one head begins with the tree of an earlier one (RFC 9162, section 2.1.4.1): nothing of the past was rewritten.
 * @throws Problem not_found where no head has one of the sizes
 */
export async function proveConsistency(
  deps: Deps,
  { communityId, first, second }: { communityId: string; first: number; second: number },
): Promise<LedgerConsistency> {
  const { read } = deps.store
  if (first > second)
    throw new Problem('invalid_request', { fields: [{ path: 'first', message: 'larger than second' }] })
  found(await findHeadOfSize(read, communityId, first))
  found(await findHeadOfSize(read, communityId, second))
  return { first, second, consistencyPath: await readRanges(read, communityId, consistencyRanges(first, second)) }
}

async function readRanges(reader: Reader, communityId: string, ranges: readonly LeafRange[]): Promise<string[]> {
  const parts = ranges.map(nodesOfRange)
  const hashes = await readNodes(reader, communityId, parts.flat())
  let start = 0
  return parts.map((nodes) => {
    const own = hashes.slice(start, start + nodes.length)
    start += nodes.length
    return foldNodes(own).toString('base64')
  })
}
