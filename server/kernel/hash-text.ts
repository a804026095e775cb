import { createHash } from 'node:crypto'
import { GrowingTree } from './merkle-tree'

// The same hashes as in src/proof, by the faster way that a server has.

const LEAF = Buffer.of(0)

/** SHA-256 of a text, standard base64. */
export function hashText(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('base64')
}

/** HASH(0x00 || leaf) (RFC 9162, section 2.1.1). */
export function hashLeafText(leaf: string): Buffer {
  return createHash('sha256').update(LEAF).update(leaf, 'utf8').digest()
}

/** The root of the Merkle tree over these leaves, standard base64. */
export function rootOfLeaves(leaves: Iterable<string>): string {
  const tree = new GrowingTree()
  for (const leaf of leaves) tree.append(hashLeafText(leaf))
  return tree.root.toString('base64')
}
