import { NONE, pass, type SparseState } from './sparse-state'

/** How often it goes through the rows that are left, as in the paper. */
const REDUCTIONS = 2
const STEPS_PER_ROW = 8

/**
 * Augmenting row reduction (Jonker and Volgenant 1987): each row that wants one piece takes its best column and raises that one's price to
 * where the second best is as good; whom it displaces does the same. Only columns of a single piece are taken from another row.
 * Settles most rows in time linear in their pairs; what it leaves is for the search.
 */
export function reduceRows(state: SparseState): void {
  let free: number[] = []
  for (let row = 0; row < state.rows; row += 1) if (state.wanted[row] === 1) free.push(row)
  // Two rows may outbid each other for long.
  const stepsLeft = { count: STEPS_PER_ROW * state.rows }
  for (let turn = 0; turn < REDUCTIONS && free.length > 0; turn += 1) {
    const left: number[] = []
    for (const row of free) bid(state, row, left, stepsLeft)
    free = left
  }
}

function bid(state: SparseState, first: number, left: number[], stepsLeft: { count: number }): void {
  const { columnOf, ofRows, ofColumns } = state
  const found = { best: NONE, second: NONE, least: 0, next: 0 }
  for (let row = first; row !== NONE; stepsLeft.count -= 1) {
    findBest(state, row, found)
    ofRows[row] = found.least
    // No column is worth it: unmet for good, as the search would find.
    if (found.best === NONE) return
    const isStrict = found.least < found.next
    const isTaken = state.left[columnOf[found.best] as number] === 0
    const pair = isTaken && !isStrict ? found.second : found.best
    const column = columnOf[pair] as number
    if (state.left[column] !== 0) {
      pass(state, pair, 1)
      state.left[column] = (state.left[column] as number) - 1
      state.wanted[row] = 0
      return
    }
    const displacedPair = state.first[column] as number
    if (state.given[column] !== 1 || displacedPair === NONE) {
      left.push(row)
      return
    }
    if (isStrict) {
      ofColumns[column] = (ofColumns[column] as number) - (found.next - found.least)
      ofRows[row] = found.next
    }
    const displaced = state.rowOf[displacedPair] as number
    pass(state, displacedPair, -1)
    pass(state, pair, 1)
    state.wanted[displaced] = 1
    state.wanted[row] = 0
    const goesOn = isStrict && stepsLeft.count > 0
    if (!goesOn) left.push(displaced)
    row = goesOn ? displaced : NONE
  }
}

/**
 * The two pairs of least cost above the column's price, and these costs; of equals one whose column has something left, then the first. NONE
 * where to stay unmet is as cheap.
 */
function findBest(
  { starts, columnOf, costs, ofColumns, pairMax, left, unmet }: SparseState,
  row: number,
  found: { best: number; second: number; least: number; next: number },
): void {
  let [best, second] = [NONE, NONE]
  let [least, next] = [unmet, unmet]
  const end = starts[row + 1] as number
  for (let pair = starts[row] as number; pair < end; pair += 1) {
    if (pairMax[pair] === 0) continue
    const column = columnOf[pair] as number
    const cost = (costs[pair] as number) - (ofColumns[column] as number)
    if (cost > next) continue
    const isFreer = cost === least && best !== NONE && left[columnOf[best] as number] === 0 && left[column] !== 0
    if (cost < least || isFreer) {
      next = least
      second = best
      least = cost
      best = pair
    } else if (cost < next) {
      next = cost
      second = pair
    }
  }
  found.best = best
  found.second = second
  found.least = least
  found.next = next
}
