import {
  consistencyRanges,
  foldNodes,
  hashPair,
  inclusionRanges,
  type LeafRange,
  nodesOfRange,
} from '../../kernel/merkle-tree'

/** A whole tree in memory (RFC 9162, section 2.1): 64 bytes a leaf, any proof in a few hashes. */
export class MemoryTree {
  /** The roots of full subtrees, by level and position. */
  readonly #levels: Buffer[][] = [[]]

  get size(): number {
    return this.#levels[0]?.length ?? 0
  }

  append(leafHash: Buffer): void {
    let [hash, position] = [leafHash, this.size]
    this.#put(0, hash)
    for (let level = 1; position % 2 === 1; level += 1) {
      hash = hashPair(this.#at(level - 1, position - 1), hash)
      position = (position - 1) / 2
      this.#put(level, hash)
    }
  }

  rootAt(size: number): Buffer {
    return this.#hashOf({ from: 0, to: size })
  }

  inclusionPath(leafIndex: number, size: number): Buffer[] {
    return inclusionRanges(leafIndex, size).map((range) => this.#hashOf(range))
  }

  consistencyPath(first: number, second: number): Buffer[] {
    return consistencyRanges(first, second).map((range) => this.#hashOf(range))
  }

  #hashOf(range: LeafRange): Buffer {
    return foldNodes(nodesOfRange(range).map(({ level, position }) => this.#at(level, position)))
  }

  #put(level: number, hash: Buffer): void {
    const known = this.#levels[level]
    if (known === undefined) this.#levels[level] = [hash]
    else known.push(hash)
  }

  #at(level: number, position: number): Buffer {
    const hash = this.#levels[level]?.[position]
    if (hash === undefined) throw new Error(`the tree has no node ${level}/${position}`)
    return hash
  }
}
