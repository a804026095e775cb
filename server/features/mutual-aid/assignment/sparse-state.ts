import type { CostScale, SparseProblem } from './problem'

export const NONE = -1

/** What passes between rows and columns so far, and the prices. Plain fields of typed arrays: the loops over it are the whole cost. */
export interface SparseState {
  rows: number
  columns: number
  starts: Int32Array
  columnOf: Int32Array
  rowOf: Int32Array
  /** From 0 up. */
  costs: Float64Array
  pairMax: Int32Array
  given: Int32Array
  /** What each row still wants, and each column still has. */
  wanted: Int32Array
  left: Int32Array
  pieces: Int32Array
  ofRows: Float64Array
  ofColumns: Float64Array
  unmet: number
  /** The pairs of a column that pass something on, as a list: the first of each column, and the neighbours of each pair. */
  first: Int32Array
  after: Int32Array
  before: Int32Array
}

export function makeSparseState(problem: SparseProblem, { least, unmet }: CostScale): SparseState {
  const { rows, columns, starts, columnOf, costs } = problem
  const rowOf = new Int32Array(costs.length)
  for (let row = 0; row < rows; row += 1) rowOf.fill(row, starts[row], starts[row + 1])
  const given = problem.given ?? new Int32Array(columns).fill(1)
  return {
    rows,
    columns,
    starts,
    columnOf,
    rowOf,
    costs: costs.map((cost) => cost - least),
    pairMax: problem.pairMax ?? new Int32Array(costs.length).fill(1),
    given,
    wanted: problem.wanted?.slice() ?? new Int32Array(rows).fill(1),
    left: given.slice(),
    pieces: new Int32Array(costs.length),
    ofRows: new Float64Array(rows),
    ofColumns: new Float64Array(columns),
    unmet,
    first: new Int32Array(columns).fill(NONE),
    after: new Int32Array(costs.length),
    before: new Int32Array(costs.length),
  }
}

/** Changes what a pair passes on, and keeps the list of its column. Counts of the row and the column are the caller's. */
export function pass(state: SparseState, pair: number, change: number): void {
  const { pieces, first, after, before } = state
  const was = pieces[pair] as number
  const is = was + change
  pieces[pair] = is
  const column = state.columnOf[pair] as number
  if (was === 0) {
    const next = first[column] as number
    after[pair] = next
    before[pair] = NONE
    if (next !== NONE) before[next] = pair
    first[column] = pair
  } else if (is === 0) {
    const [previous, next] = [before[pair] as number, after[pair] as number]
    if (previous === NONE) first[column] = next
    else after[previous] = next
    if (next !== NONE) before[next] = previous
  }
}

/** What a pair costs above the prices of its two ends. */
export function reducedCost(state: SparseState, pair: number): number {
  return (
    (state.costs[pair] as number) -
    (state.ofRows[state.rowOf[pair] as number] as number) -
    (state.ofColumns[state.columnOf[pair] as number] as number)
  )
}
