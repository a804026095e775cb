import { LRUCache } from 'lru-cache'
import type { Reader, Store } from '../../storage/store'
import type { PollRow } from '../polls'
import { MemoryTree } from './memory-tree'
import { listLeaves } from './repository'

/** Logs whose trees are kept in memory. */
const TREES_MAX = 20
const LEAVES_AT_ONCE = 20_000

/** What was built for one database; it goes when the database does. */
const trees = new WeakMap<Store, LRUCache<string, Promise<MemoryTree>>>()

/** The tree of a poll's log with at least as many leaves as the row says; only what is new is read. */
export async function treeOf(store: Store, poll: PollRow): Promise<MemoryTree> {
  const ofStore = trees.get(store) ?? new LRUCache<string, Promise<MemoryTree>>({ max: TREES_MAX })
  trees.set(store, ofStore)
  // One after the other: two readers must not both append the same leaves.
  const grown = (ofStore.get(poll.id) ?? Promise.resolve(new MemoryTree())).then((tree) => grow(store.read, poll, tree))
  ofStore.set(poll.id, grown)
  grown.catch(() => ofStore.delete(poll.id))
  return grown
}

async function grow(reader: Reader, poll: PollRow, tree: MemoryTree): Promise<MemoryTree> {
  while (tree.size < poll.logSize) {
    const leaves = await listLeaves(reader, poll, tree.size, Math.min(poll.logSize, tree.size + LEAVES_AT_ONCE))
    if (leaves.length === 0) throw new Error(`the log of ${poll.id} has no leaf ${tree.size}`)
    for (const { leafHash } of leaves) tree.append(Buffer.from(leafHash, 'base64'))
  }
  return tree
}
