/**
 * A table of costs, row by row: `costs[row * columns + column]`. Each row takes one column at most, each column one row at most.
 */
export interface DenseProblem {
  rows: number
  columns: number
  costs: Float64Array
  /** As long as `costs`: 1 where the two may not meet. The cost there is not looked at. */
  forbidden?: Uint8Array
}

/**
 * The pairs that may meet, row by row (compressed sparse rows): those of row `i` are `starts[i] … starts[i + 1] - 1`. What is not listed is
 * forbidden. A pair is listed once.
 */
export interface SparseProblem {
  rows: number
  columns: number
  /** `rows + 1` long. */
  starts: Int32Array
  /** The column of each pair. */
  columnOf: Int32Array
  /** The cost of one piece of each pair. */
  costs: Float64Array
  /** How many pieces each row wants at most; 1 where absent. */
  wanted?: Int32Array
  /** How many pieces each column gives at most; 1 where absent. */
  given?: Int32Array
  /** How many pieces each pair passes on at most; 1 where absent. */
  pairMax?: Int32Array
  /** Pairs that are not listed cost no more than this, so that the price of a piece that is not met is above theirs too. */
  costMax?: number
}

/** The numbers that prove an assignment optimal (docs of the solvers): prices of rows and columns, and the price of a piece that is not met. */
export interface Prices {
  ofRows: Float64Array
  ofColumns: Float64Array
  unmet: number
}

export interface DenseAssignment {
  /** For each row its column, or −1. */
  columnOfRow: Int32Array
  assigned: number
  cost: number
  prices: Prices
}

export interface SparseAssignment {
  /** For each pair how many pieces it passes on. */
  pieces: Int32Array
  assigned: number
  cost: number
  prices: Prices
}

/** Whole numbers up to here are exact, with a bit to spare for the difference of two. */
const EXACT_MAX = 2 ** 52

/** What the costs span, and the price of leaving one piece unmet: more than any detour can save, so that as many as possible are met. */
export interface CostScale {
  least: number
  unmet: number
}

/** @throws RangeError where the table is not as long as it says, a cost is no finite number, or the costs span too widely to be added exactly */
export function checkDense({ rows, columns, costs, forbidden }: DenseProblem): CostScale {
  checkCount('rows', rows)
  checkCount('columns', columns)
  if (costs.length !== rows * columns)
    throw new RangeError(`${rows} × ${columns} costs are wanted, not ${costs.length}`)
  if (forbidden && forbidden.length !== costs.length) throw new RangeError('forbidden must be as long as costs')
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let index = 0; index < costs.length; index += 1) {
    if (forbidden?.[index]) continue
    const cost = costs[index] as number
    if (!Number.isFinite(cost)) throw new RangeError(`the cost at ${index} is ${cost}: it must be a finite number`)
    if (cost < least) least = cost
    if (cost > most) most = cost
  }
  return scaleOf(least, most, Math.min(rows, columns))
}

/** @throws RangeError where an array has the wrong length, a pair is listed twice, a count is negative, or a cost is as in {@link checkDense} */
export function checkSparse(problem: SparseProblem): CostScale {
  const { rows, columns, starts, columnOf, costs } = problem
  checkCount('rows', rows)
  checkCount('columns', columns)
  if (starts.length !== rows + 1 || starts[0] !== 0 || starts[rows] !== columnOf.length)
    throw new RangeError('starts must go from 0 to the number of pairs, one for each row and one more')
  if (costs.length !== columnOf.length) throw new RangeError('costs must be as long as columnOf')
  checkCounts('wanted', problem.wanted, rows)
  checkCounts('given', problem.given, columns)
  checkCounts('pairMax', problem.pairMax, columnOf.length)
  checkPairs(problem)
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let pair = 0; pair < costs.length; pair += 1) {
    const cost = costs[pair] as number
    if (!Number.isFinite(cost)) throw new RangeError(`the cost of pair ${pair} is ${cost}: it must be a finite number`)
    if (cost < least) least = cost
    if (cost > most) most = cost
  }
  if (least <= most) most = Math.max(most, problem.costMax ?? most)
  return scaleOf(least, most, Math.min(rows, columns))
}

function checkPairs({ rows, columns, starts, columnOf }: SparseProblem): void {
  const lastRowOfColumn = new Int32Array(columns).fill(-1)
  for (let row = 0; row < rows; row += 1) {
    const [start, end] = [starts[row] as number, starts[row + 1] as number]
    if (end < start) throw new RangeError(`the pairs of row ${row} end before they start`)
    for (let pair = start; pair < end; pair += 1) {
      const column = columnOf[pair] as number
      if (column < 0 || column >= columns) throw new RangeError(`there is no column ${column}`)
      if (lastRowOfColumn[column] === row) throw new RangeError(`row ${row} lists column ${column} twice`)
      lastRowOfColumn[column] = row
    }
  }
}

function checkCount(name: string, count: number): void {
  if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`${name} must be a whole number, not ${count}`)
}

function checkCounts(name: string, counts: Int32Array | undefined, length: number): void {
  if (!counts) return
  if (counts.length !== length) throw new RangeError(`${name} must be ${length} long`)
  if (counts.some((count) => count < 0)) throw new RangeError(`${name} must not be negative`)
}

/**
 * A path that meets one piece more passes each row and column once, so it costs less than `(shorter side + 1) × span` above the cheapest;
 * prices stay below twice that.
 */
function scaleOf(least: number, most: number, shorterSide: number): CostScale {
  if (least > most) return { least: 0, unmet: 1 }
  const unmet = (most - least) * (shorterSide + 1) + 1
  if (!(unmet + Math.abs(least) < EXACT_MAX)) throw new RangeError('the costs span too widely to be added exactly')
  return { least, unmet }
}
