import { sha256 } from '@noble/hashes/sha2.js'
import { areEqual, joinBytes } from './bytes'

// Merkle trees as in RFC 9162, section 2.1, with SHA-256: what a phone needs to check them, and nothing of how they are kept.

const HASH_BYTES = 32
const LEAF = Uint8Array.of(0)
const NODE = Uint8Array.of(1)

/** HASH(0x00 || leaf). */
export function hashLeaf(leaf: Uint8Array): Uint8Array {
  return sha256(joinBytes(LEAF, leaf))
}

/** HASH(0x01 || left || right). */
export function hashNode(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(joinBytes(NODE, left, right))
}

export interface InclusionProof {
  /** From 0. */
  leafIndex: number
  treeSize: number
  /** 32 bytes. */
  leafHash: Uint8Array
  /** From the leaf up, 32 bytes each. */
  inclusionPath: readonly Uint8Array[]
  /** 32 bytes. */
  rootHash: Uint8Array
}

/** Whether the leaf stands at its index in the tree of that size and root (RFC 9162, section 2.1.3.2). Never throws. */
export function verifyInclusion(proof: InclusionProof): boolean {
  const { leafIndex, treeSize, leafHash, inclusionPath, rootHash } = proof
  if (!isIndex(leafIndex) || !isIndex(treeSize) || leafIndex >= treeSize) return false
  if (![leafHash, rootHash, ...inclusionPath].every((hash) => hash.length === HASH_BYTES)) return false
  let fn = leafIndex
  let sn = treeSize - 1
  let hash = leafHash
  for (const sibling of inclusionPath) {
    if (sn === 0) return false
    if (isOdd(fn) || fn === sn) {
      hash = hashNode(sibling, hash)
      while (!isOdd(fn) && fn !== 0) {
        fn = half(fn)
        sn = half(sn)
      }
    } else hash = hashNode(hash, sibling)
    fn = half(fn)
    sn = half(sn)
  }
  return sn === 0 && areEqual(hash, rootHash)
}

export interface ConsistencyProof {
  first: number
  second: number
  /** 32 bytes each. */
  firstRoot: Uint8Array
  secondRoot: Uint8Array
  consistencyPath: readonly Uint8Array[]
}

/** Whether the tree of `second` leaves begins with the tree of `first` (RFC 9162, section 2.1.4.2). Never throws. */
export function verifyConsistency(proof: ConsistencyProof): boolean {
  const { first, second, firstRoot, secondRoot, consistencyPath } = proof
  if (!isIndex(first) || !isIndex(second) || first < 1 || first > second) return false
  if (![firstRoot, secondRoot, ...consistencyPath].every((hash) => hash.length === HASH_BYTES)) return false
  if (first === second) return consistencyPath.length === 0 && areEqual(firstRoot, secondRoot)
  const path = isPowerOfTwo(first) ? [firstRoot, ...consistencyPath] : consistencyPath
  const [start, ...rest] = path
  if (start === undefined || consistencyPath.length === 0) return false
  let fn = first - 1
  let sn = second - 1
  while (isOdd(fn)) {
    fn = half(fn)
    sn = half(sn)
  }
  let [ofFirst, ofSecond] = [start, start]
  for (const sibling of rest) {
    if (sn === 0) return false
    if (isOdd(fn) || fn === sn) {
      ofFirst = hashNode(sibling, ofFirst)
      ofSecond = hashNode(sibling, ofSecond)
      while (!isOdd(fn) && fn !== 0) {
        fn = half(fn)
        sn = half(sn)
      }
    } else ofSecond = hashNode(ofSecond, sibling)
    fn = half(fn)
    sn = half(sn)
  }
  return sn === 0 && areEqual(ofFirst, firstRoot) && areEqual(ofSecond, secondRoot)
}

// Numbers are halved by division: a shift would cut them to 32 bits.
const isIndex = (number: number) => Number.isSafeInteger(number) && number >= 0
const isOdd = (number: number) => number % 2 === 1
const half = (number: number) => Math.floor(number / 2)

function isPowerOfTwo(number: number): boolean {
  let rest = number
  while (rest > 1 && !isOdd(rest)) rest = half(rest)
  return rest === 1
}
