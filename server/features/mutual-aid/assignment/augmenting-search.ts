import { CostHeap } from './cost-heap'
import { NONE, pass, reducedCost, type SparseState } from './sparse-state'

/**
 * Searches for the cheapest way to meet one row more, after Dijkstra over costs above the prices. Nodes are the rows, then the columns; a way
 * goes from a row to a column by a pair that may pass more on, and back by one that passes something on. It ends at a column that has
 * something left, or at a row that stays unmet instead, at the price `unmet`.
 */
export class AugmentingSearch {
  readonly #state: SparseState
  readonly #heap: CostHeap
  readonly #distances: Float64Array
  /** The pair by which each node was reached. */
  readonly #cameBy: Int32Array
  /** In which search each node was last reached, and last settled. */
  readonly #reachedIn: Int32Array
  readonly #settledIn: Int32Array
  readonly #settled: Int32Array
  #settledCount = 0
  #turn = 0
  #end = NONE
  #endDistance = 0

  constructor(state: SparseState) {
    const nodes = state.rows + state.columns
    this.#state = state
    this.#heap = new CostHeap(nodes)
    this.#distances = new Float64Array(nodes)
    this.#cameBy = new Int32Array(nodes)
    this.#reachedIn = new Int32Array(nodes)
    this.#settledIn = new Int32Array(nodes)
    this.#settled = new Int32Array(nodes)
  }

  /** Meets as much of what a row wants as raises the number of pieces; the row had nothing before. */
  meet(row: number): void {
    const { wanted } = this.#state
    this.#price(row)
    while ((wanted[row] as number) > 0) {
      this.#find(row)
      this.#raisePrices()
      if (this.#end === row) return
      this.#turnRound(row)
    }
  }

  #price(row: number): void {
    const { starts, columnOf, costs, ofColumns, ofRows, pairMax, unmet } = this.#state
    let least = unmet
    for (let pair = starts[row] as number; pair < (starts[row + 1] as number); pair += 1) {
      if (pairMax[pair] === 0) continue
      least = Math.min(least, (costs[pair] as number) - (ofColumns[columnOf[pair] as number] as number))
    }
    ofRows[row] = least
  }

  #find(start: number): void {
    const { rows } = this.#state
    this.#turn += 1
    this.#settledCount = 0
    this.#end = NONE
    this.#endDistance = Number.POSITIVE_INFINITY
    this.#settleRow(start, 0)
    while (this.#heap.nearest < this.#endDistance) {
      const distance = this.#heap.nearest
      const node = this.#heap.take()
      if (this.#settledIn[node] === this.#turn) continue
      if (node < rows) this.#settleRow(node, distance)
      else this.#settleColumn(node, distance)
    }
    this.#heap.clear()
  }

  #settle(node: number, distance: number): void {
    this.#settledIn[node] = this.#turn
    this.#distances[node] = distance
    this.#settled[this.#settledCount] = node
    this.#settledCount += 1
  }

  #settleRow(row: number, distance: number): void {
    const { rows, starts, columnOf, costs, ofColumns, pieces, pairMax, left } = this.#state
    const turn = this.#turn
    this.#settle(row, distance)
    const price = this.#state.ofRows[row] as number
    const whenUnmet = Math.max(distance, distance + this.#state.unmet - price)
    if (whenUnmet < this.#endDistance) {
      this.#end = row
      this.#endDistance = whenUnmet
    }
    const end = starts[row + 1] as number
    for (let pair = starts[row] as number; pair < end; pair += 1) {
      if ((pieces[pair] as number) >= (pairMax[pair] as number)) continue
      const column = columnOf[pair] as number
      // Rounding must not make a way shorter than what it goes on from.
      const found = Math.max(distance, distance + (costs[pair] as number) - price - (ofColumns[column] as number))
      if (found >= this.#endDistance) continue
      const node = rows + column
      if (left[column] !== 0) {
        this.#cameBy[node] = pair
        this.#end = node
        this.#endDistance = found
      } else if (this.#settledIn[node] !== turn) this.#reach(node, pair, found)
    }
  }

  #settleColumn(node: number, distance: number): void {
    const { rows, rowOf, first, after } = this.#state
    this.#settle(node, distance)
    for (let pair = first[node - rows] as number; pair !== NONE; pair = after[pair] as number) {
      const row = rowOf[pair] as number
      if (this.#settledIn[row] === this.#turn) continue
      // Not 0 only for a pair that passes on all it may.
      const found = distance - reducedCost(this.#state, pair)
      if (found <= distance) {
        this.#cameBy[row] = pair
        this.#settleRow(row, distance)
      } else if (found < this.#endDistance) this.#reach(row, pair, found)
    }
  }

  #reach(node: number, pair: number, distance: number): void {
    if (this.#reachedIn[node] === this.#turn && distance >= (this.#distances[node] as number)) return
    this.#reachedIn[node] = this.#turn
    this.#distances[node] = distance
    this.#cameBy[node] = pair
    this.#heap.put(node, distance)
  }

  /** Prices follow the distances, so that no cost above them is negative, and those along the way are 0. */
  #raisePrices(): void {
    const { rows, ofRows, ofColumns } = this.#state
    for (let index = 0; index < this.#settledCount; index += 1) {
      const node = this.#settled[index] as number
      const rise = this.#endDistance - (this.#distances[node] as number)
      if (node < rows) ofRows[node] = (ofRows[node] as number) + rise
      else ofColumns[node - rows] = (ofColumns[node - rows] as number) - rise
    }
  }

  /** Sends as many pieces along the way as it carries. */
  #turnRound(start: number): void {
    const { rows, wanted, left } = this.#state
    let count = wanted[start] as number
    if (this.#end >= rows) count = Math.min(count, left[this.#end - rows] as number)
    count = Math.min(count, this.#alongTheWay(start, 0))
    this.#alongTheWay(start, count)
    wanted[start] = (wanted[start] as number) - count
    if (this.#end >= rows) left[this.#end - rows] = (left[this.#end - rows] as number) - count
    else wanted[this.#end] = (wanted[this.#end] as number) + count
  }

  /** Walks back from the end; passes `count` pieces on, and answers how many more the pairs of the way would carry. */
  #alongTheWay(start: number, count: number): number {
    const state = this.#state
    const { rows, rowOf, columnOf, pieces, pairMax } = state
    let carries = Number.POSITIVE_INFINITY
    for (let node = this.#end; node !== start; ) {
      const pair = this.#cameBy[node] as number
      const isForward = node >= rows
      if (count > 0) pass(state, pair, isForward ? count : -count)
      const spare = isForward ? (pairMax[pair] as number) - (pieces[pair] as number) : (pieces[pair] as number)
      carries = Math.min(carries, spare)
      node = isForward ? (rowOf[pair] as number) : rows + (columnOf[pair] as number)
    }
    return carries
  }
}
