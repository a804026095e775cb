import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { solveDense, solveSparse } from '../../../../server/features/mutual-aid'
import type { DenseProblem, SparseProblem } from '../../../../server/features/mutual-aid/assignment/problem'
import { sparseOf, tryAll } from './brute-force'
import { proveDense, proveSparse } from './certificate'

type Table = (number | null)[][]

const cost = fc.oneof(
  fc.integer({ min: -9, max: 9 }),
  fc.integer({ min: 0, max: 2 }),
  fc.integer({ min: -1e9, max: 1e9 }),
)
const size = fc.integer({ min: 0, max: 5 })

/** Tables with forbidden pairs, of any shape, also without rows or without columns. */
const tables = fc.tuple(size, size, fc.double({ min: 0, max: 1, noNaN: true })).chain(([rows, columns, share]) =>
  fc.record({
    columns: fc.constant(columns),
    table: fc.array(
      fc.array(
        fc
          .tuple(cost, fc.double({ min: 0, max: 1, noNaN: true }))
          .map(([value, luck]) => (luck < share ? null : value)),
        { minLength: columns, maxLength: columns },
      ),
      { minLength: rows, maxLength: rows },
    ),
  }),
)

function denseOf(table: Table, columns: number): DenseProblem {
  return {
    rows: table.length,
    columns,
    costs: Float64Array.from(table.flat().map((value) => value ?? Number.NaN)),
    forbidden: Uint8Array.from(table.flat().map((value) => (value === null ? 1 : 0))),
  }
}

/** A table with counts of pieces, small enough to try all ways. */
const piecesProblems = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }))
  .chain(([rows, columns]) =>
    fc.record({
      table: fc.array(fc.array(fc.option(cost, { freq: 4 }), { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
      wanted: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: rows, maxLength: rows }),
      given: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: columns, maxLength: columns }),
      pairMax: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: rows * columns, maxLength: rows * columns }),
    }),
  )
  .map(({ table, wanted, given, pairMax }): SparseProblem => {
    const problem = sparseOf(table, given.length)
    return {
      ...problem,
      wanted: Int32Array.from(wanted),
      given: Int32Array.from(given),
      pairMax: Int32Array.from(pairMax.slice(0, problem.costs.length)),
    }
  })

/** The same numbers at every run. */
function seeded(seed: number) {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0
    const mixed = Math.imul(state ^ (state >>> 13), 0x297a2d39) >>> 0
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32
  }
}

function randomSparse(
  seed: number,
  shape: { rows: number; columns: number; perRow: number; span: number },
): SparseProblem {
  const random = seeded(seed)
  const { rows, columns, perRow, span } = shape
  const starts = new Int32Array(rows + 1)
  const [columnOf, costs]: [number[], number[]] = [[], []]
  for (let row = 0; row < rows; row += 1) {
    const own = new Set(Array.from({ length: perRow }, () => Math.floor(random() * columns)))
    for (const column of own) {
      columnOf.push(column)
      costs.push(Math.floor(random() * span))
    }
    starts[row + 1] = costs.length
  }
  return { rows, columns, starts, columnOf: Int32Array.from(columnOf), costs: Float64Array.from(costs) }
}

describe('against trying all ways', () => {
  test('tables of any shape with forbidden pairs, negative costs and ties: dense and sparse find the optimum', () => {
    fc.assert(
      fc.property(tables, ({ table, columns }) => {
        const sparse = sparseOf(table, columns)
        const dense = denseOf(table, columns)
        const best = tryAll(sparse)
        const bySparse = solveSparse(sparse)
        const byDense = solveDense(dense)
        expect({ assigned: bySparse.assigned, cost: bySparse.cost }).toEqual(best)
        expect({ assigned: byDense.assigned, cost: byDense.cost }).toEqual(best)
        proveSparse(sparse, bySparse)
        proveDense(dense, byDense)
      }),
      { numRuns: 1_500, seed: 5 },
    )
  })

  test('pieces: capacities of rows, columns and pairs, 0 among them', () => {
    fc.assert(
      fc.property(piecesProblems, (problem) => {
        const answer = solveSparse(problem)
        expect({ assigned: answer.assigned, cost: answer.cost }).toEqual(tryAll(problem))
        proveSparse(problem, answer)
      }),
      { numRuns: 1_500, seed: 6 },
    )
  })

  test('more are met before it costs less: the cheap pair gives way', () => {
    const answer = solveSparse(
      sparseOf(
        [
          [1, 1_000_000],
          [2, null],
        ],
        2,
      ),
    )
    expect(answer).toMatchObject({ assigned: 2, cost: 1_000_002 })
    expect(Array.from(answer.pieces)).toEqual([0, 1, 1])
  })
})

describe('what cannot be met', () => {
  test.each<[string, Table, number, number[]]>([
    ['nobody asks', [], 3, []],
    ['nobody offers', [[], []], 0, [-1, -1]],
    [
      'nobody may meet',
      [
        [null, null],
        [null, null],
      ],
      2,
      [-1, -1],
    ],
    ['all want the same', [[5], [3], [4]], 1, [-1, 0, -1]],
    [
      'a square of which one row may nothing',
      [
        [1, 2],
        [null, null],
      ],
      2,
      [0, -1],
    ],
  ])('%s', (_, table, columns, columnOfRow) => {
    expect(Array.from(solveDense(denseOf(table, columns)).columnOfRow)).toEqual(columnOfRow)
    expect(solveSparse(sparseOf(table, columns)).assigned).toBe(columnOfRow.filter((column) => column >= 0).length)
  })
})

describe('the same again', () => {
  test('of equals the lowest number is taken, in either solver', () => {
    const same = Array.from({ length: 4 }, () => Array.from({ length: 6 }, () => 7))
    expect(Array.from(solveDense(denseOf(same, 6)).columnOfRow)).toEqual([0, 1, 2, 3])
    const { pieces } = solveSparse(sparseOf(same, 6))
    expect(Array.from(pieces).flatMap((count, pair) => (count > 0 ? [pair % 6] : []))).toEqual([0, 1, 2, 3])
  })

  test('the same input gives the same output, and is not changed', () => {
    const problem = randomSparse(3, { rows: 300, columns: 310, perRow: 8, span: 20 })
    const copy = structuredClone(problem)
    const [once, again] = [solveSparse(problem), solveSparse(copy)]
    expect(again).toEqual(once)
    expect(problem).toEqual(copy)
  })

  test('two equal columns that change places change nothing but names', () => {
    fc.assert(
      fc.property(tables, fc.nat(), ({ table, columns }, pick) => {
        fc.pre(columns > 0)
        const twin = pick % columns
        const doubled = table.map((line) => [...line, line[twin] ?? null])
        const answer = solveSparse(sparseOf(doubled, columns + 1))
        const turned = doubled.map((line) =>
          line.map((_, at) => line[at === twin ? columns : at === columns ? twin : at] ?? null),
        )
        expect(solveSparse(sparseOf(turned, columns + 1))).toEqual(answer)
      }),
      { numRuns: 300, seed: 7 },
    )
  })
})

describe('proved optimal by its prices', () => {
  test.each([
    ['plenty of offers', { rows: 1_000, columns: 1_200, perRow: 30, span: 1_000 }],
    ['scarce offers', { rows: 1_500, columns: 900, perRow: 12, span: 100 }],
    ['many ties', { rows: 800, columns: 800, perRow: 6, span: 3 }],
    ['few choices', { rows: 2_000, columns: 2_000, perRow: 2, span: 1_000_000 }],
  ])('sparse, %s', (_, shape) => {
    const problem = randomSparse(shape.perRow, shape)
    proveSparse(problem, solveSparse(problem))
  })

  test('sparse, pieces by the hundred', () => {
    const random = seeded(9)
    const problem = randomSparse(9, { rows: 400, columns: 120, perRow: 10, span: 500 })
    problem.wanted = Int32Array.from({ length: 400 }, () => Math.floor(random() * 60))
    problem.given = Int32Array.from({ length: 120 }, () => Math.floor(random() * 200))
    problem.pairMax = problem.columnOf.map(() => Math.floor(random() * 40))
    const answer = solveSparse(problem)
    proveSparse(problem, answer)
    expect(answer.assigned).toBeGreaterThan(5_000)
  })

  test.each([
    [400, 400],
    [300, 450],
    [450, 300],
  ])('dense, %i rows and %i columns', (rows, columns) => {
    const random = seeded(rows)
    const costs = Float64Array.from({ length: rows * columns }, () => Math.floor(random() * 1_000) - 200)
    const problem = { rows, columns, costs }
    const answer = solveDense(problem)
    expect(answer.assigned).toBe(Math.min(rows, columns))
    proveDense(problem, answer)
    const forbidden = Uint8Array.from(costs, () => (random() < 0.97 ? 1 : 0))
    const strict = { ...problem, forbidden }
    proveDense(strict, solveDense(strict))
  })

  test('costs that are no whole numbers are right to rounding', () => {
    const random = seeded(11)
    const dense = { rows: 200, columns: 200, costs: Float64Array.from({ length: 40_000 }, () => random() - 0.5) }
    proveDense(dense, solveDense(dense), 1e-9)
    const problem = randomSparse(12, { rows: 500, columns: 520, perRow: 9, span: 10 })
    problem.costs = problem.costs.map(() => random())
    proveSparse(problem, solveSparse(problem), 1e-9)
  })
})

describe('refused', () => {
  const dense =
    (costs: number[], more: Partial<DenseProblem> = {}) =>
    () =>
      solveDense({ rows: 2, columns: 2, costs: Float64Array.from(costs), ...more })
  const sparse = (more: Partial<SparseProblem>) => () =>
    solveSparse({
      ...sparseOf(
        [
          [1, 2],
          [3, 4],
        ],
        2,
      ),
      ...more,
    })
  test.each<[string, () => unknown, RegExp]>([
    ['NaN', dense([1, 2, Number.NaN, 4]), /the cost at 2 is NaN/],
    ['infinity', dense([1, Number.POSITIVE_INFINITY, 3, 4]), /the cost at 1 is Infinity/],
    ['minus infinity', sparse({ costs: Float64Array.of(1, 2, 3, Number.NEGATIVE_INFINITY) }), /pair 3 is -Infinity/],
    ['costs that cannot be added exactly', dense([0, 1e300, 0, 0]), /too widely/],
    ['costs that all lie too far out', sparse({ costs: new Float64Array(4).fill(1e17) }), /too widely/],
    ['a table that is too short', dense([1, 2, 3]), /2 × 2 costs are wanted, not 3/],
    [
      'half a row',
      () => solveDense({ rows: 0.5, columns: 2, costs: Float64Array.of(1) }),
      /rows must be a whole number/,
    ],
    ['forbidden of another length', dense([1, 2, 3, 4], { forbidden: new Uint8Array(3) }), /as long as costs/],
    ['a column that is not there', sparse({ columnOf: Int32Array.of(0, 2, 0, 1) }), /no column 2/],
    ['a pair twice', sparse({ columnOf: Int32Array.of(1, 1, 0, 1) }), /row 0 lists column 1 twice/],
    ['rows that overlap', sparse({ starts: Int32Array.of(0, 5, 4) }), /row 0 lists|end before/],
    ['starts that end early', sparse({ starts: Int32Array.of(0, 2, 3) }), /starts must go/],
    ['costs of another length', sparse({ costs: Float64Array.of(1) }), /as long as columnOf/],
    ['less than nothing wanted', sparse({ wanted: Int32Array.of(1, -1) }), /wanted must not be negative/],
    ['capacities of another length', sparse({ given: Int32Array.of(1) }), /given must be 2 long/],
  ])('%s', (_, solve, message) => {
    expect(solve).toThrow(RangeError)
    expect(solve).toThrow(message)
  })
})
