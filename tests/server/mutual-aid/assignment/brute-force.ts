import type { SparseProblem } from '../../../../server/features/mutual-aid/assignment/problem'

export interface Best {
  assigned: number
  cost: number
}

/** Tries every way to pass pieces on: the most pieces, then the least cost. For problems of a handful of pairs. */
export function tryAll(problem: SparseProblem): Best {
  const { rows, columns, starts, columnOf, costs } = problem
  const rowOf = Array.from(columnOf, (_, pair) => starts.findIndex((start, row) => row > 0 && pair < start) - 1)
  const wanted = Array.from(problem.wanted ?? new Int32Array(rows).fill(1))
  const left = Array.from(problem.given ?? new Int32Array(columns).fill(1))
  const best: Best = { assigned: 0, cost: 0 }
  const go = (pair: number, assigned: number, cost: number): void => {
    if (pair === columnOf.length) {
      if (assigned > best.assigned || (assigned === best.assigned && cost < best.cost))
        Object.assign(best, { assigned, cost })
      return
    }
    const [row, column] = [rowOf[pair] as number, columnOf[pair] as number]
    const most = Math.min(wanted[row] as number, left[column] as number, problem.pairMax?.[pair] ?? 1)
    for (let count = 0; count <= most; count += 1) {
      wanted[row] = (wanted[row] as number) - count
      left[column] = (left[column] as number) - count
      go(pair + 1, assigned + count, cost + count * (costs[pair] as number))
      wanted[row] = (wanted[row] as number) + count
      left[column] = (left[column] as number) + count
    }
  }
  go(0, 0, 0)
  return best
}

/** The pairs of a table that are not null, row by row. */
export function sparseOf(table: readonly (readonly (number | null)[])[], columns: number): SparseProblem {
  const starts = new Int32Array(table.length + 1)
  const [columnOf, costs]: [number[], number[]] = [[], []]
  for (const [row, line] of table.entries()) {
    for (const [column, cost] of line.entries()) {
      if (cost === null) continue
      columnOf.push(column)
      costs.push(cost)
    }
    starts[row + 1] = costs.length
  }
  return { rows: table.length, columns, starts, columnOf: Int32Array.from(columnOf), costs: Float64Array.from(costs) }
}
