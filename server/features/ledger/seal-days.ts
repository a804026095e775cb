import { writeHead } from '../../../src/proof/ledger-head'
import type { Deps } from '../../deps'
import { GrowingTree, type HashedNode, nodesOfRange } from '../../kernel/merkle-tree'
import { dayOf, nextDay, startOfDay } from '../../kernel/shanghai'
import type { SigningKey } from '../../secrets'
import type { Store } from '../../storage/store'
import {
  countEntriesBefore,
  findNewestHead,
  insertHead,
  insertNodes,
  listLeafHashes,
  listUnsealed,
  readNodes,
  type UnsealedRow,
} from './head-repository'

/** A day is sealed five minutes after its end, when what was under way at midnight has ended. */
const AFTER_MIDNIGHT_MS = 5 * 60_000
/** Leaves in one transaction, so that nobody waits long for the writer. */
const LEAVES_MAX = 2_000

/** The job: a signed head for every ledger and every day that has ended, days on which the server was down included. */
export async function sealDays(deps: Deps): Promise<void> {
  const today = dayOf(new Date(deps.clock.now().getTime() - AFTER_MIDNIGHT_MS))
  const yesterday = dayOf(new Date(startOfDay(today).getTime() - 1))
  await sealDaysUntil(deps.store, deps.secrets.ledgerKey, yesterday)
}

/** Seals each day that has no head yet, up to the one given. A ledger begins on the day of its first entry. */
export async function sealDaysUntil(store: Store, key: SigningKey, lastDay: string): Promise<void> {
  for (const ledger of await listUnsealed(store.read, lastDay)) {
    for (let day = firstUnsealedDay(ledger); day <= lastDay; day = nextDay(day)) {
      await sealDay(store, key, ledger.communityId, day)
    }
  }
}

function firstUnsealedDay({ newestDate, firstAt }: UnsealedRow): string {
  return newestDate === null ? dayOf(new Date(firstAt)) : nextDay(newestDate)
}

/**
 * The tree grows by the day's entries, in their sequence, and its head is signed. It covers what came before the first entry of the next day, so
 * that an entry that became durable late is in the next head. May be cut short anywhere: nodes are the same when they are made again.
 */
async function sealDay(store: Store, key: SigningKey, communityId: string, day: string): Promise<void> {
  const { read } = store
  const before = (await findNewestHead(read, communityId))?.size ?? 0
  const size = await countEntriesBefore(read, communityId, before, startOfDay(nextDay(day)))
  const roots = await readNodes(read, communityId, nodesOfRange({ from: 0, to: before }))
  const tree = new GrowingTree(before, roots)
  while (tree.size < size) {
    const nodes: HashedNode[] = []
    const leaves = await listLeafHashes(read, communityId, tree.size, Math.min(tree.size + LEAVES_MAX, size))
    if (leaves.length === 0) throw new Error(`the ledger of ${communityId} has no entry ${tree.size + 1}`)
    for (const { leafHash } of leaves) nodes.push(...tree.append(Buffer.from(leafHash, 'base64')))
    await store.write((tx) => insertNodes(tx, communityId, nodes))
  }
  const rootHash = tree.root.toString('base64')
  const signature = key.sign(writeHead({ placeId: communityId, date: day, size, rootHash }))
  const head = { communityId, date: day, size, rootHash, signature, publicKey: key.publicKey }
  await store.write((tx) => insertHead(tx, head))
}
