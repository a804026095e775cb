import { expect } from 'vitest'
import type {
  DenseAssignment,
  DenseProblem,
  SparseAssignment,
  SparseProblem,
} from '../../../../server/features/mutual-aid/assignment/problem'

/**
 * Proves by the prices alone that no assignment is better (linear programming duality), without solving anything: what the docstrings of the
 * solvers promise. `slack` is what rounding may take, 0 for whole numbers.
 */
export function proveSparse(problem: SparseProblem, answer: SparseAssignment, slack = 0): void {
  const { rows, columns, starts, columnOf, costs } = problem
  const { pieces, prices } = answer
  const wanted = problem.wanted?.slice() ?? new Int32Array(rows).fill(1)
  const left = problem.given?.slice() ?? new Int32Array(columns).fill(1)
  let [assigned, cost, wrong] = [0, 0, 0]
  for (let row = 0; row < rows; row += 1) {
    for (let pair = starts[row] as number; pair < (starts[row + 1] as number); pair += 1) {
      const [column, count, max] = [columnOf[pair] as number, pieces[pair] as number, problem.pairMax?.[pair] ?? 1]
      const reduced = (costs[pair] as number) - (prices.ofRows[row] as number) - (prices.ofColumns[column] as number)
      if (count < 0 || count > max) wrong += 1
      if (count < max && reduced < -slack) wrong += 1
      if (count > 0 && reduced > slack) wrong += 1
      wanted[row] = (wanted[row] as number) - count
      left[column] = (left[column] as number) - count
      assigned += count
      cost += count * (costs[pair] as number)
    }
  }
  for (let row = 0; row < rows; row += 1) {
    const price = prices.ofRows[row] as number
    if ((wanted[row] as number) < 0 || price > prices.unmet + slack) wrong += 1
    if ((wanted[row] as number) > 0 && Math.abs(price - prices.unmet) > slack) wrong += 1
  }
  for (let column = 0; column < columns; column += 1) {
    const price = prices.ofColumns[column] as number
    if ((left[column] as number) < 0 || price > slack) wrong += 1
    if ((left[column] as number) > 0 && Math.abs(price) > slack) wrong += 1
  }
  expect({ wrong, assigned, cost }).toEqual({ wrong: 0, assigned: answer.assigned, cost: answer.cost })
}

/** As {@link proveSparse}, of a table: for rows that are more than columns the two sides change their parts. */
export function proveDense(problem: DenseProblem, answer: DenseAssignment, slack = 0): void {
  const { rows, columns, costs, forbidden } = problem
  const { columnOfRow, prices } = answer
  const rowOfColumn = new Int32Array(columns).fill(-1)
  let [assigned, cost, wrong] = [0, 0, 0]
  for (let row = 0; row < rows; row += 1) {
    const own = columnOfRow[row] as number
    for (let column = 0, index = row * columns; column < columns; column += 1, index += 1) {
      if (forbidden?.[index]) {
        if (own === column) wrong += 1
        continue
      }
      const reduced = (costs[index] as number) - (prices.ofRows[row] as number) - (prices.ofColumns[column] as number)
      if (reduced < -slack || (own === column && reduced > slack)) wrong += 1
    }
    if (own === -1) continue
    if (rowOfColumn[own] !== -1) wrong += 1
    rowOfColumn[own] = row
    assigned += 1
    cost += costs[row * columns + own] as number
  }
  const sides = [
    { prices: prices.ofRows, partners: columnOfRow },
    { prices: prices.ofColumns, partners: rowOfColumn },
  ]
  const [inserted, open] = rows > columns ? sides.reverse() : sides
  // Where all of a complete square are met, each price may have either sign.
  const isFull = assigned === rows && assigned === columns
  for (const [index, price] of inserted?.prices.entries() ?? []) {
    const isMet = inserted?.partners[index] !== -1
    if (!isFull && (price > prices.unmet + slack || (!isMet && Math.abs(price - prices.unmet) > slack))) wrong += 1
  }
  for (const [index, price] of open?.prices.entries() ?? []) {
    const isMet = open?.partners[index] !== -1
    if (!isFull && (price > slack || (!isMet && Math.abs(price) > slack))) wrong += 1
  }
  expect({ wrong, assigned, cost }).toEqual({ wrong: 0, assigned: answer.assigned, cost: answer.cost })
}
