import { createHash } from 'node:crypto'
import { assert } from './assert'

// Merkle trees as in RFC 9162, section 2.1, as they are kept: the roots of all full subtrees, each written once. src/proof/merkle.ts checks them.

/** The root of a full subtree: the 2^level leaves from `position` × 2^level on. Level 0 is a leaf's hash. */
export interface TreeNode {
  level: number
  position: number
}

export interface HashedNode extends TreeNode {
  hash: Buffer
}

const NODE = Buffer.of(1)

/** HASH(0x01 || left || right). */
export function hashPair(left: Uint8Array, right: Uint8Array): Buffer {
  return createHash('sha256').update(NODE).update(left).update(right).digest()
}

/** The root of a tree without leaves: the hash of nothing. */
export const EMPTY_ROOT = createHash('sha256').digest()

/** A range of leaves, `from` included and `to` not, of the kind that proofs are made of: its start is a multiple of every full subtree in it. */
export interface LeafRange {
  from: number
  to: number
}

/** The full subtrees that make up a range, largest first. */
export function nodesOfRange({ from, to }: LeafRange): TreeNode[] {
  const nodes: TreeNode[] = []
  for (let start = from; start < to; ) {
    const level = Math.floor(Math.log2(to - start))
    const span = 2 ** level
    nodes.push({ level, position: start / span })
    start += span
  }
  return nodes
}

/** The hash of a range from the hashes of its full subtrees, largest first. */
export function foldNodes(hashes: readonly Buffer[]): Buffer {
  const [last, ...before] = [...hashes].reverse()
  if (last === undefined) return EMPTY_ROOT
  return before.reduce((right, left) => hashPair(left, right), last)
}

/** The ranges whose hashes are the inclusion path of a leaf, from the leaf up (RFC 9162, section 2.1.3.1). */
export function inclusionRanges(leafIndex: number, size: number): LeafRange[] {
  assert(leafIndex >= 0 && leafIndex < size, 'the leaf is in the tree')
  const ranges: LeafRange[] = []
  let [from, to] = [0, size]
  while (to - from > 1) {
    const middle = from + largestPowerBelow(to - from)
    if (leafIndex < middle) {
      ranges.push({ from: middle, to })
      to = middle
    } else {
      ranges.push({ from, to: middle })
      from = middle
    }
  }
  return ranges.reverse()
}

/** The ranges whose hashes are the consistency path between two sizes (RFC 9162, section 2.1.4.1). */
export function consistencyRanges(first: number, second: number): LeafRange[] {
  assert(first >= 1 && first <= second, 'the first tree is not larger than the second')
  const ranges: LeafRange[] = []
  let [from, to] = [0, second]
  while (first !== to) {
    const middle = from + largestPowerBelow(to - from)
    if (first <= middle) {
      ranges.push({ from: middle, to })
      to = middle
    } else {
      ranges.push({ from, to: middle })
      from = middle
    }
  }
  // The first tree's own root is known to whoever asks.
  if (from > 0) ranges.push({ from, to })
  return ranges.reverse()
}

function largestPowerBelow(count: number): number {
  let power = 1
  while (power * 2 < count) power *= 2
  return power
}

/** Grows a tree leaf by leaf, with one hash in mind for each level. */
export class GrowingTree {
  #size: number
  /** The roots of the full subtrees so far, largest first. */
  readonly #roots: Buffer[]

  /** @param roots of the full subtrees of a tree of that size, largest first (nodesOfRange) */
  constructor(size = 0, roots: readonly Buffer[] = []) {
    this.#size = size
    this.#roots = [...roots]
  }

  get size(): number {
    return this.#size
  }

  get root(): Buffer {
    return foldNodes(this.#roots)
  }

  /** The full subtrees that this leaf completes, above the leaf itself. */
  append(leafHash: Buffer): HashedNode[] {
    const completed: HashedNode[] = []
    let hash = leafHash
    let position = this.#size
    for (let level = 1; position % 2 === 1; level += 1) {
      const left = this.#roots.pop()
      assert(left !== undefined, 'a full subtree stands to the left')
      hash = hashPair(left, hash)
      position = (position - 1) / 2
      completed.push({ level, position, hash })
    }
    this.#roots.push(hash)
    this.#size += 1
    return completed
  }
}
