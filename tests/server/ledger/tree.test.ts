import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  consistencyRanges,
  EMPTY_ROOT,
  foldNodes,
  GrowingTree,
  hashPair,
  inclusionRanges,
  type LeafRange,
  nodesOfRange,
} from '../../../server/kernel/merkle-tree'
import { dayOf, nextDay, quarterOf, startOfDay, weekOf } from '../../../server/kernel/shanghai'
import { fromBase64, toBase64, toUtf8 } from '../../../src/proof/bytes'
import { fingerprintOf } from '../../../src/proof/ledger-head'
import { hashLeaf, verifyConsistency, verifyInclusion } from '../../../src/proof/merkle'

const SIZE_MAX = 70
const leaves = Array.from({ length: SIZE_MAX }, (_, index): Buffer => Buffer.from(hashLeaf(toUtf8(`leaf ${index}`))))

/** Word for word as RFC 9162, section 2.1.1, defines it. */
function merkleTreeHash(part: readonly Buffer[]): Buffer {
  const [only] = part
  if (only === undefined) return createHash('sha256').digest()
  if (part.length === 1) return only
  let k = 1
  while (k * 2 < part.length) k *= 2
  return hashPair(merkleTreeHash(part.slice(0, k)), merkleTreeHash(part.slice(k)))
}

const rangeHash = ({ from, to }: LeafRange) => merkleTreeHash(leaves.slice(from, to))

describe('a tree that grows', () => {
  test('has the root that the RFC defines, at every size, and keeps every full subtree once', () => {
    const tree = new GrowingTree()
    const kept = new Map(leaves.map((hash, position) => [`0/${position}`, hash]))
    expect(tree.root).toEqual(EMPTY_ROOT)
    for (const [index, leaf] of leaves.entries()) {
      for (const { level, position, hash } of tree.append(leaf)) {
        expect(kept.has(`${level}/${position}`)).toBe(false)
        kept.set(`${level}/${position}`, hash)
      }
      expect(tree.root).toEqual(merkleTreeHash(leaves.slice(0, index + 1)))
      const nodes = nodesOfRange({ from: 0, to: index + 1 }).map(({ level, position }) =>
        kept.get(`${level}/${position}`),
      )
      expect(foldNodes(nodes.flatMap((node) => node ?? []))).toEqual(tree.root)
    }
  })

  test('goes on from the full subtrees of any size', () => {
    for (const size of [0, 1, 2, 3, 7, 8, 33, 64]) {
      const roots = nodesOfRange({ from: 0, to: size }).map(({ level, position }) =>
        rangeHash({ from: position * 2 ** level, to: (position + 1) * 2 ** level }),
      )
      const tree = new GrowingTree(size, roots)
      for (const leaf of leaves.slice(size)) tree.append(leaf)
      expect(tree.root).toEqual(merkleTreeHash(leaves))
    }
  })

  test('proves every leaf of every size, and no leaf in the place of another', () => {
    for (let treeSize = 1; treeSize <= SIZE_MAX; treeSize += 1) {
      const rootHash = merkleTreeHash(leaves.slice(0, treeSize))
      for (let leafIndex = 0; leafIndex < treeSize; leafIndex += 1) {
        const inclusionPath = inclusionRanges(leafIndex, treeSize).map(rangeHash)
        const leafHash = leaves[leafIndex] ?? EMPTY_ROOT
        expect(verifyInclusion({ leafIndex, treeSize, leafHash, inclusionPath, rootHash })).toBe(true)
        const other = (leafIndex + 1) % treeSize
        if (other !== leafIndex)
          expect(verifyInclusion({ leafIndex: other, treeSize, leafHash, inclusionPath, rootHash })).toBe(false)
      }
    }
  })

  test('proves that each size begins with each smaller one, and with no other', () => {
    for (let second = 1; second <= SIZE_MAX; second += 1) {
      const secondRoot = merkleTreeHash(leaves.slice(0, second))
      for (let first = 1; first <= second; first += 1) {
        const proof = {
          first,
          second,
          firstRoot: merkleTreeHash(leaves.slice(0, first)),
          secondRoot,
          consistencyPath: consistencyRanges(first, second).map(rangeHash),
        }
        expect(verifyConsistency(proof), `${first} ${second}`).toBe(true)
        expect(verifyConsistency({ ...proof, firstRoot: EMPTY_ROOT })).toBe(false)
        if (first < second) expect(verifyConsistency({ ...proof, secondRoot: EMPTY_ROOT })).toBe(false)
        expect(verifyConsistency({ ...proof, consistencyPath: [...proof.consistencyPath, EMPTY_ROOT] })).toBe(false)
      }
    }
  })
})

describe('bytes on a phone', () => {
  test('are those of a server', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(Buffer.from(toUtf8(text))).toEqual(Buffer.from(text, 'utf8'))
      }),
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const text = toBase64(bytes)
        expect(text).toBe(Buffer.from(bytes).toString('base64'))
        expect(fromBase64(text)).toEqual(bytes)
      }),
    )
  })

  test.each(['A', 'AA=', 'AAA', 'AB==', 'AAB=', 'A A=', 'AA-_', '====', 'AAAA\n'])(
    '%j is not standard base64',
    (text) => {
      expect(fromBase64(text)).toBeNull()
    },
  )

  test('a fingerprint is eight groups of five digits, and another for any other head', () => {
    const head = { placeId: 'p', date: '2026-11-20', size: 5, rootHash: 'r' }
    expect(fingerprintOf(head)).toMatch(/^\d{5}( \d{5}){7}$/)
    const others = [
      { ...head, size: 6 },
      { ...head, rootHash: 's' },
      { ...head, date: '2026-11-21' },
      { ...head, placeId: 'q' },
    ]
    expect(new Set([head, ...others].map(fingerprintOf)).size).toBe(5)
  })
})

describe('days in Shanghai', () => {
  test.each([
    ['2026-11-20T15:59:59.999Z', '2026-11-20', '2026-Q4'],
    ['2026-11-20T16:00:00.000Z', '2026-11-21', '2026-Q4'],
    ['2026-12-31T16:00:00.000Z', '2027-01-01', '2027-Q1'],
    ['2026-06-30T15:59:59.999Z', '2026-06-30', '2026-Q2'],
  ])('%s is on %s, in %s', (at, day, quarter) => {
    expect([dayOf(new Date(at)), quarterOf(new Date(at)).name]).toEqual([day, quarter])
    expect(startOfDay(day).getTime()).toBeLessThanOrEqual(Date.parse(at))
    expect(startOfDay(nextDay(day)).getTime()).toBeGreaterThan(Date.parse(at))
  })

  test('a week runs from Monday to Sunday', () => {
    const week = (at: string) => weekOf(new Date(`${at}+08:00`))
    expect(week('2026-11-16T00:00:00')).toBe(week('2026-11-22T23:59:59'))
    expect(week('2026-11-23T00:00:00')).toBe(week('2026-11-22T23:59:59') + 1)
  })
})
