import type { SparseAssignment, SparseProblem } from './problem'
import { solveSparse } from './solve-sparse'

export interface Asked {
  /** At most so many pairs. */
  count: number
  /** Of the columns, never above 0. */
  prices: Float64Array
  /** Only pairs whose cost less the price of the column is below. */
  limit: number
  isListed: (column: number) => boolean
}

/** What was found of one row. The arrays are the finder's own, and are overwritten by the next search. */
export interface FoundPairs {
  count: number
  columns: Int32Array
  costs: Float64Array
  /** No pair of the row costs more, found or not. */
  costMax: number
}

/** A problem with too many pairs to list. A pair passes on as much as its row wants and its column gives. */
export interface PairSource {
  /** How many pieces each row wants, and each column gives, at most. */
  wanted: Int32Array
  given: Int32Array
  /** How many pairs of a row are listed at first; each time more are wanted, as many more as there are. */
  countAtOnce: number
  /**
   * Of the pairs of a row that are not listed those of least cost less the column's price; of equals always the same, and best not the same
   * for every row.
   */
  find(row: number, asked: Asked): FoundPairs
}

/** The pairs that were listed, row by row, and how many pieces each passes on. The prices prove it the best of all pairs, listed or not. */
export interface CoreAssignment extends SparseAssignment {
  starts: Int32Array
  columnOf: Int32Array
}

/**
 * As `solveSparse` of all pairs, of which only those are listed that may matter: the cheapest of each row first, then, as long as there are
 * any, those which the prices of the last solution show to be worth more than what their row has. When no pair that is left out costs less
 * than the prices of its two ends, the prices prove that the solution is the best of all pairs, not of the listed ones alone.
 *
 * The core of a sparse problem after Volgenant, “Linear and semi-assignment problems: a core oriented approach”, Computers & Operations
 * Research 23 (1996) 917–932. Each round lists a pair more at least, so it ends; on the needs and offers of a city it takes a handful.
 *
 * @throws RangeError as `checkSparse`
 */
export function solveByCore(source: PairSource): CoreAssignment {
  const { wanted, given, countAtOnce } = source
  const core = new Core(wanted.length)
  const free = new Float64Array(given.length)
  const all = { count: countAtOnce, prices: free, limit: Number.POSITIVE_INFINITY, isListed: () => false }
  const firstLeftOut = new Float64Array(wanted.length).fill(Number.POSITIVE_INFINITY)
  let costMax = Number.NEGATIVE_INFINITY
  for (let row = 0; row < wanted.length; row += 1) {
    const found = source.find(row, all)
    core.add(row, found)
    costMax = Math.max(costMax, found.costMax)
    // What is left out costs no less than the last that was found.
    if (found.count === countAtOnce) firstLeftOut[row] = found.costs[found.count - 1] as number
  }
  for (;;) {
    const problem = core.problem(wanted, given, costMax)
    const answer = solveSparse(problem)
    const { prices } = answer
    let isWhole = true
    for (let row = 0; row < wanted.length; row += 1) {
      const limit = prices.ofRows[row] as number
      if (!(limit > (firstLeftOut[row] as number))) continue
      const isListed = core.listedIn(row)
      const found = source.find(row, { count: core.countOf(row), prices: prices.ofColumns, limit, isListed })
      if (found.count > 0) isWhole = false
      core.add(row, found)
    }
    if (isWhole) return { ...answer, starts: problem.starts, columnOf: problem.columnOf }
  }
}

/** The pairs that are listed so far. */
class Core {
  readonly #columns: Int32Array[]
  readonly #costs: Float64Array[]

  constructor(rows: number) {
    this.#columns = Array.from({ length: rows }, () => new Int32Array(0))
    this.#costs = Array.from({ length: rows }, () => new Float64Array(0))
  }

  add(row: number, found: FoundPairs): void {
    const [known, knownCosts] = [this.#columns[row] as Int32Array, this.#costs[row] as Float64Array]
    const columns = new Int32Array(known.length + found.count)
    const costs = new Float64Array(known.length + found.count)
    columns.set(known)
    columns.set(found.columns.subarray(0, found.count), known.length)
    costs.set(knownCosts)
    costs.set(found.costs.subarray(0, found.count), known.length)
    this.#columns[row] = columns
    this.#costs[row] = costs
  }

  countOf(row: number): number {
    return (this.#columns[row] as Int32Array).length
  }

  listedIn(row: number): (column: number) => boolean {
    const listed = this.#columns[row] as Int32Array
    return (column) => listed.includes(column)
  }

  problem(wanted: Int32Array, given: Int32Array, costMax: number): SparseProblem {
    const rows = wanted.length
    const starts = new Int32Array(rows + 1)
    for (let row = 0; row < rows; row += 1)
      starts[row + 1] = (starts[row] as number) + (this.#columns[row] as Int32Array).length
    const count = starts[rows] as number
    const [columnOf, pairMax, costs] = [new Int32Array(count), new Int32Array(count), new Float64Array(count)]
    for (let row = 0; row < rows; row += 1) {
      const start = starts[row] as number
      columnOf.set(this.#columns[row] as Int32Array, start)
      costs.set(this.#costs[row] as Float64Array, start)
      for (let pair = start; pair < (starts[row + 1] as number); pair += 1)
        pairMax[pair] = Math.min(wanted[row] as number, given[columnOf[pair] as number] as number)
    }
    return { rows, columns: given.length, starts, columnOf, costs, wanted, given, pairMax, costMax }
  }
}
