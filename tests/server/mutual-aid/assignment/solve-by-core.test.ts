import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seededFractions } from '../../../../server/features/deliberation/opinion-map/seeded-fractions'
import { solveSparse } from '../../../../server/features/mutual-aid'
import type { SparseProblem } from '../../../../server/features/mutual-aid/assignment/problem'
import { type PairSource, solveByCore } from '../../../../server/features/mutual-aid/assignment/solve-by-core'
import { sparseOf, tryAll } from './brute-force'
import { proveSparse } from './certificate'

type Whole = SparseProblem & Required<Pick<SparseProblem, 'wanted' | 'given' | 'pairMax'>>

/** A pair passes on as much as its ends allow. */
function wholeOf(problem: SparseProblem, wanted: readonly number[], given: readonly number[]): Whole {
  const pairMax = new Int32Array(problem.costs.length)
  for (let row = 0; row < problem.rows; row += 1)
    for (let pair = problem.starts[row] as number; pair < (problem.starts[row + 1] as number); pair += 1)
      pairMax[pair] = Math.min(wanted[row] as number, given[problem.columnOf[pair] as number] as number)
  return { ...problem, wanted: Int32Array.from(wanted), given: Int32Array.from(given), pairMax }
}

/** Finds by going through all pairs of the row. */
function sourceOf(
  { starts, columnOf, costs, wanted, given }: Whole,
  countAtOnce: number,
): PairSource & { asked: number } {
  return {
    wanted,
    given,
    countAtOnce,
    asked: 0,
    find(row, { count, prices, limit, isListed }) {
      this.asked += 1
      const due = (pair: number) => (costs[pair] as number) - (prices[columnOf[pair] as number] as number)
      const pairs = Array.from(costs.keys()).slice(starts[row], starts[row + 1])
      const found = pairs
        .filter((pair) => due(pair) < limit && !isListed(columnOf[pair] as number))
        .sort((a, b) => due(a) - due(b) || (columnOf[a] as number) - (columnOf[b] as number))
        .slice(0, count)
      return {
        count: found.length,
        columns: Int32Array.from(found, (pair) => columnOf[pair] as number),
        costs: Float64Array.from(found, (pair) => costs[pair] as number),
        costMax: Math.max(...pairs.map((pair) => costs[pair] as number)),
      }
    },
  }
}

/** The same answer, in the numbers of all pairs. */
function spread(whole: Whole, { starts, columnOf, pieces, assigned, cost, prices }: ReturnType<typeof solveByCore>) {
  const ofAll = new Int32Array(whole.costs.length)
  for (let row = 0; row < whole.rows; row += 1) {
    const own = new Map<number, number>()
    for (let pair = whole.starts[row] as number; pair < (whole.starts[row + 1] as number); pair += 1)
      own.set(whole.columnOf[pair] as number, pair)
    for (let pair = starts[row] as number; pair < (starts[row + 1] as number); pair += 1)
      ofAll[own.get(columnOf[pair] as number) as number] = pieces[pair] as number
  }
  return { pieces: ofAll, assigned, cost, prices }
}

const cost = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: -1e6, max: 1e6 }))
const wholes = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })).chain(([rows, columns]) => {
  const line = fc.array(fc.option(cost, { freq: 3 }), { minLength: columns, maxLength: columns })
  const pieces = (length: number) => fc.array(fc.integer({ min: 0, max: 2 }), { minLength: length, maxLength: length })
  return fc
    .record({
      table: fc.array(line, { minLength: rows, maxLength: rows }),
      wanted: pieces(rows),
      given: pieces(columns),
    })
    .map(({ table, wanted, given }) => wholeOf(sparseOf(table, columns), wanted, given))
})

function randomWhole(seed: number, shape: { rows: number; columns: number; share: number; span: number }): Whole {
  const random = seededFractions(seed)
  const table = Array.from({ length: shape.rows }, () =>
    Array.from({ length: shape.columns }, () => (random() < shape.share ? Math.floor(random() * shape.span) : null)),
  )
  const ones = (length: number) => Array.from({ length }, () => 1)
  return wholeOf(sparseOf(table, shape.columns), ones(shape.rows), ones(shape.columns))
}

describe('a core of pairs', () => {
  test('gives what trying all ways of all pairs gives, however few are listed at once', () => {
    fc.assert(
      fc.property(wholes, fc.integer({ min: 1, max: 3 }), (whole, countAtOnce) => {
        const answer = solveByCore(sourceOf(whole, countAtOnce))
        expect({ assigned: answer.assigned, cost: answer.cost }).toEqual(tryAll(whole))
        proveSparse(whole, spread(whole, answer))
      }),
      { numRuns: 1_000, seed: 8 },
    )
  })

  test.each([
    ['plenty of offers', { rows: 300, columns: 400, share: 0.3, span: 1_000 }],
    ['scarce offers, all after the same few', { rows: 400, columns: 90, share: 0.5, span: 4 }],
    ['dear pairs left out at first', { rows: 200, columns: 200, share: 0.4, span: 1e8 }],
  ])('costs what the solver of all pairs finds, and lists fewer: %s', (_, shape) => {
    const whole = randomWhole(shape.rows, shape)
    const all = solveSparse(whole)
    const answer = solveByCore(sourceOf(whole, 8))
    expect({ assigned: answer.assigned, cost: answer.cost }).toEqual({ assigned: all.assigned, cost: all.cost })
    expect(answer.columnOf.length).toBeLessThan(whole.columnOf.length)
    proveSparse(whole, spread(whole, answer))
    expect(solveByCore(sourceOf(whole, 8))).toEqual(answer)
  })

  test('asks nothing more where the first pairs are enough', () => {
    const source = sourceOf(
      wholeOf(
        sparseOf(
          [
            [1, 2, 3],
            [3, 1, 2],
          ],
          3,
        ),
        [1, 1],
        [1, 1, 1],
      ),
      2,
    )
    expect(solveByCore(source)).toMatchObject({ assigned: 2, cost: 2 })
    expect(source.asked).toBe(2)
  })
})
