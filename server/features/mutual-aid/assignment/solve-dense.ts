import { checkDense, type DenseAssignment, type DenseProblem } from './problem'

/**
 * As many rows as possible get a column, and among all such assignments one of least cost: exactly, for whole numbers; to rounding, for
 * others. The same input gives the same output; of equals the lowest number is taken.
 *
 * Shortest augmenting paths after Jonker and Volgenant, “A shortest augmenting path algorithm for dense and sparse linear assignment
 * problems”, Computing 38 (1987) 325–340: column reduction (where every column must be taken), augmenting row reduction, then one search
 * after Dijkstra for each row that is left. O(n²·m) time for n ≤ m, O(n·m) memory. Rows that find no free column may take, at a price above
 * any saving, a place of their own outside the table: that meets as many rows as can be met.
 *
 * Proof of optimality that anyone can check, with `u = prices.ofRows`, `v = prices.ofColumns`: `u[i] + v[j] ≤ cost[i][j]` for every allowed pair and
 * equal for the assigned ones; `v ≤ 0`, and 0 for a column without a row, `u ≤ unmet`, and equal for a row without a column. (The sides are
 * exchanged where there are more rows than columns.)
 *
 * @throws RangeError as `checkDense`
 */
export function solveDense(problem: DenseProblem): DenseAssignment {
  const { least, unmet } = checkDense(problem)
  const isTurned = problem.rows > problem.columns
  const search = new DenseSearch(problem, isTurned, least, unmet)
  search.run()
  return search.answer(problem, least)
}

/** How often augmenting row reduction goes through the rows that are left, as in the paper. */
const REDUCTIONS = 2
const STEPS_PER_ROW = 4

class DenseSearch {
  readonly #rows: number
  readonly #columns: number
  /** Costs from 0 up; +∞ where forbidden. */
  readonly #costs: Float64Array
  readonly #isComplete: boolean
  readonly #isTurned: boolean
  readonly #unmet: number
  readonly #columnOfRow: Int32Array
  readonly #rowOfColumn: Int32Array
  readonly #prices: Float64Array
  readonly #distances: Float64Array
  readonly #cameFrom: Int32Array
  readonly #open: Int32Array
  // What findBest found.
  #best = -1
  #second = -1
  #least = 0
  #next = 0

  constructor({ rows, columns, costs, forbidden }: DenseProblem, isTurned: boolean, least: number, unmet: number) {
    this.#rows = isTurned ? columns : rows
    this.#columns = isTurned ? rows : columns
    this.#isTurned = isTurned
    this.#unmet = unmet
    this.#isComplete = !forbidden?.includes(1)
    this.#costs = new Float64Array(costs.length)
    for (let row = 0, index = 0; row < rows; row += 1) {
      for (let column = 0; column < columns; column += 1, index += 1) {
        const cost = forbidden?.[index] ? Number.POSITIVE_INFINITY : (costs[index] as number) - least
        this.#costs[isTurned ? column * rows + row : index] = cost
      }
    }
    this.#columnOfRow = new Int32Array(this.#rows).fill(-1)
    this.#rowOfColumn = new Int32Array(this.#columns).fill(-1)
    this.#prices = new Float64Array(this.#columns)
    this.#distances = new Float64Array(this.#columns)
    this.#cameFrom = new Int32Array(this.#columns)
    this.#open = new Int32Array(this.#columns)
  }

  run(): void {
    // A column that may stay without a row must keep the price 0, so columns are only reduced where each is taken.
    if (this.#isComplete && this.#rows === this.#columns) this.#reduceColumns()
    let free = Array.from(this.#columnOfRow.keys()).filter((row) => this.#columnOfRow[row] === -1)
    for (let turn = 0; turn < REDUCTIONS && free.length > 0; turn += 1) free = this.#reduceRows(free)
    for (const row of free) this.#augment(row)
  }

  /** Gives each column its cheapest row's cost as price, and that row where it is still free. */
  #reduceColumns(): void {
    const [size, costs] = [this.#columns, this.#costs]
    const cheapest = new Int32Array(size)
    this.#prices.set(costs.subarray(0, size))
    for (let row = 1; row < size; row += 1) {
      for (let column = 0; column < size; column += 1) {
        const cost = costs[row * size + column] as number
        if (cost >= (this.#prices[column] as number)) continue
        this.#prices[column] = cost
        cheapest[column] = row
      }
    }
    for (let column = 0; column < size; column += 1) {
      const row = cheapest[column] as number
      if (this.#columnOfRow[row] === -1) this.#join(row, column)
    }
  }

  /** Each free row takes its best column and raises that one's price to where the second best is as good. Answers the rows that are left. */
  #reduceRows(free: readonly number[]): number[] {
    const left: number[] = []
    // Two rows may outbid each other for long: what is not settled by then is left to the search.
    let steps = STEPS_PER_ROW * this.#rows
    for (const first of free) {
      for (let row = first; row !== -1; steps -= 1) {
        this.#findBest(row)
        const isStrict = this.#least < this.#next
        let column = this.#best
        // No column is worth it: unmet for good, as the search would find.
        if (column === -1) break
        if (this.#rowOfColumn[column] !== -1) {
          if (isStrict) this.#prices[column] = (this.#prices[column] as number) - (this.#next - this.#least)
          else column = this.#second
        }
        const displaced = this.#rowOfColumn[column] as number
        if (displaced !== -1) this.#columnOfRow[displaced] = -1
        this.#join(row, column)
        const goesOn = isStrict && steps > 0
        if (displaced !== -1 && !goesOn) left.push(displaced)
        row = goesOn ? displaced : -1
      }
    }
    return left
  }

  /**
   * The two columns of least cost above their price, and these costs; of equals a free one, then the first. −1 where none is cheaper than to
   * stay unmet.
   */
  #findBest(row: number): void {
    const [columns, costs, prices, rowOfColumn] = [this.#columns, this.#costs, this.#prices, this.#rowOfColumn]
    let [best, second] = [-1, -1]
    let [least, next] = [this.#unmet, this.#unmet]
    for (let column = 0, index = row * columns; column < columns; column += 1, index += 1) {
      const cost = (costs[index] as number) - (prices[column] as number)
      if (cost > next) continue
      if (cost < least || (cost === least && best !== -1 && rowOfColumn[best] !== -1 && rowOfColumn[column] === -1)) {
        next = least
        second = best
        least = cost
        best = column
      } else if (cost < next) {
        next = cost
        second = column
      }
    }
    this.#best = best
    this.#second = second
    this.#least = least
    this.#next = next
  }

  #join(row: number, column: number): void {
    this.#columnOfRow[row] = column
    this.#rowOfColumn[column] = row
  }

  /**
   * A search for the cheapest way to meet one row more: columns are settled nearest first, each with the row that has it, until a free column
   * or staying unmet is nearest. Then prices follow and the way is turned round. O(rows × columns).
   */
  #augment(start: number): void {
    const [columns, costs, prices, distances, cameFrom, open] = [
      this.#columns,
      this.#costs,
      this.#prices,
      this.#distances,
      this.#cameFrom,
      this.#open,
    ]
    distances.fill(Number.POSITIVE_INFINITY)
    for (let column = 0; column < columns; column += 1) open[column] = column
    let openCount = columns
    let [row, reached, distance] = [start, -1, 0]
    // Where a row stays unmet instead: the row that gives its column up, and what that costs.
    let [loser, unmetDistance] = [-1, Number.POSITIVE_INFINITY]
    for (;;) {
      const offset = reached === -1 ? 0 : distance - this.#gain(row, reached)
      if (offset + this.#unmet < unmetDistance) [loser, unmetDistance] = [row, offset + this.#unmet]
      let [nearest, nearestPlace, least] = [-1, -1, Number.POSITIVE_INFINITY]
      for (let place = 0; place < openCount; place += 1) {
        const column = open[place] as number
        let known = distances[column] as number
        const found = offset + (costs[row * columns + column] as number) - (prices[column] as number)
        if (found < known) {
          known = found
          distances[column] = found
          cameFrom[column] = row
        }
        if (known < least || (known === least && this.#isBefore(column, nearest))) {
          ;[nearest, nearestPlace] = [column, place]
          least = known
        }
      }
      if (!(least < unmetDistance)) {
        this.#finish(start, -1, loser, unmetDistance, openCount)
        return
      }
      if (this.#rowOfColumn[nearest] === -1) {
        this.#finish(start, nearest, -1, least, openCount)
        return
      }
      openCount -= 1
      open[nearestPlace] = open[openCount] as number
      open[openCount] = nearest
      ;[reached, distance] = [nearest, least]
      row = this.#rowOfColumn[nearest] as number
    }
  }

  /** Of equally near columns a free one ends the search, then the lowest number goes first. */
  #isBefore(column: number, other: number): boolean {
    const isFree = this.#rowOfColumn[column] === -1
    const isOtherFree = this.#rowOfColumn[other] === -1
    return isFree === isOtherFree ? column < other : isFree
  }

  /** Settled columns stand in `open` from `openCount` on. */
  #finish(start: number, freeColumn: number, loser: number, distance: number, openCount: number): void {
    for (let place = openCount; place < this.#columns; place += 1) {
      const column = this.#open[place] as number
      this.#prices[column] = (this.#prices[column] as number) + (this.#distances[column] as number) - distance
    }
    let column = freeColumn
    if (loser !== -1) {
      if (loser === start) return
      column = this.#columnOfRow[loser] as number
      this.#columnOfRow[loser] = -1
    }
    for (let row = -1; row !== start; ) {
      row = this.#cameFrom[column] as number
      const before = this.#columnOfRow[row] as number
      this.#join(row, column)
      column = before
    }
  }

  #gain(row: number, column: number): number {
    return (this.#costs[row * this.#columns + column] as number) - (this.#prices[column] as number)
  }

  answer({ rows, columns, costs }: DenseProblem, least: number): DenseAssignment {
    const ofOwnRows = new Float64Array(this.#rows)
    for (let row = 0; row < this.#rows; row += 1) {
      const column = this.#columnOfRow[row] as number
      ofOwnRows[row] = (column === -1 ? this.#unmet : this.#gain(row, column)) + least
    }
    const columnOfRow = this.#isTurned ? this.#rowOfColumn : this.#columnOfRow
    let [assigned, cost] = [0, 0]
    for (let row = 0; row < rows; row += 1) {
      const column = columnOfRow[row] as number
      if (column === -1) continue
      assigned += 1
      cost += costs[row * columns + column] as number
    }
    const [ofRows, ofColumns] = this.#isTurned ? [this.#prices, ofOwnRows] : [ofOwnRows, this.#prices]
    return { columnOfRow, assigned, cost, prices: { ofRows, ofColumns, unmet: this.#unmet + least } }
  }
}
