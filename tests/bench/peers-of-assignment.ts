import type { SparseProblem } from '../../server/features/mutual-aid'

/** Each row in turn takes the cheapest column that is still free: what is done where nobody solves anything. */
export function matchGreedily({ rows, columns, starts, columnOf, costs }: SparseProblem): number {
  const isTaken = new Uint8Array(columns)
  let matched = 0
  for (let row = 0; row < rows; row += 1) {
    let best = -1
    for (let pair = starts[row] ?? 0; pair < (starts[row + 1] ?? 0); pair += 1)
      if (!isTaken[columnOf[pair] ?? 0] && (best === -1 || (costs[pair] ?? 0) < (costs[best] ?? 0))) best = pair
    if (best === -1) continue
    isTaken[columnOf[best] ?? 0] = 1
    matched += 1
  }
  return matched
}

/** The Hungarian method as textbooks have it: a row at a time, with potentials, O(n³) (Kuhn 1955; Edmonds and Karp 1972). */
export function solveHungarian(size: number, costs: Float64Array): number {
  const [rowPrices, columnPrices] = [new Float64Array(size + 1), new Float64Array(size + 1)]
  const rowOfColumn = new Int32Array(size + 1)
  const cameFrom = new Int32Array(size + 1)
  for (let row = 1; row <= size; row += 1) {
    rowOfColumn[0] = row
    const slack = new Float64Array(size + 1).fill(Number.POSITIVE_INFINITY)
    const isUsed = new Uint8Array(size + 1)
    let column = 0
    do {
      isUsed[column] = 1
      const owner = rowOfColumn[column] as number
      let [least, next] = [Number.POSITIVE_INFINITY, 0]
      for (let other = 1; other <= size; other += 1) {
        if (isUsed[other]) continue
        const cost =
          (costs[(owner - 1) * size + other - 1] as number) -
          (rowPrices[owner] as number) -
          (columnPrices[other] as number)
        if (cost < (slack[other] as number)) {
          slack[other] = cost
          cameFrom[other] = column
        }
        if ((slack[other] as number) < least) {
          least = slack[other] as number
          next = other
        }
      }
      for (let other = 0; other <= size; other += 1) {
        if (isUsed[other]) {
          const held = rowOfColumn[other] as number
          rowPrices[held] = (rowPrices[held] as number) + least
          columnPrices[other] = (columnPrices[other] as number) - least
        } else slack[other] = (slack[other] as number) - least
      }
      column = next
    } while (rowOfColumn[column] !== 0)
    while (column !== 0) {
      const before = cameFrom[column] as number
      rowOfColumn[column] = rowOfColumn[before] as number
      column = before
    }
  }
  let cost = 0
  for (let column = 1; column <= size; column += 1)
    cost += costs[((rowOfColumn[column] as number) - 1) * size + column - 1] as number
  return cost
}
