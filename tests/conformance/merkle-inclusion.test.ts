import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fromBase64 } from '../../src/proof/bytes'
import { verifyInclusion } from '../../src/proof/merkle'
import { referenceData } from '../support/reference-data'

interface Case {
  leafIdx: number
  treeSize: number
  root: string
  leafHash: string
  proof: string[] | null
  desc: string
  wantErr: boolean
}

const folder = referenceData('merkle/inclusion')
const files =
  folder === null
    ? []
    : readdirSync(folder, { recursive: true })
        .map((name) => join(folder, String(name)))
        .filter((file) => file.endsWith('.json') && statSync(file).isFile())

const bytes = (text: string) => fromBase64(text) ?? new Uint8Array(0)

/** transparency-dev/merkle: proofs that must verify, and proofs that must be refused. */
describe.skipIf(folder === null)('inclusion proofs of others', () => {
  const cases = files.map((file): [string, Case] => [
    file.slice((folder ?? '').length + 1),
    JSON.parse(readFileSync(file, 'utf8')),
  ])

  test('there are some of each', () => {
    expect(cases.filter(([, { wantErr }]) => wantErr).length).toBeGreaterThan(50)
    expect(cases.filter(([, { wantErr }]) => !wantErr).length).toBeGreaterThan(5)
  })

  test.each(cases)('%s', (_, { leafIdx, treeSize, root, leafHash, proof, wantErr }) => {
    const isIncluded = verifyInclusion({
      leafIndex: leafIdx,
      treeSize,
      leafHash: bytes(leafHash),
      inclusionPath: (proof ?? []).map(bytes),
      rootHash: bytes(root),
    })
    expect(isIncluded).toBe(!wantErr)
  })
})
