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

/**
 * Munkres' starred and primed zeros (J. SIAM 5 (1957) 32–38) over a table of plain lists, looking for the next uncovered zero from the last one
 * on: the way of the packages that are in use.
 */
export function solveMunkres(size: number, costs: Float64Array): number {
  const table = Array.from({ length: size }, (_, row) => Array.from(costs.subarray(row * size, (row + 1) * size)))
  for (const row of table) {
    const least = Math.min(...row)
    for (let column = 0; column < size; column += 1) row[column] = (row[column] ?? 0) - least
  }
  const marks = table.map((row) => row.map(() => 0))
  const [rowCovered, columnCovered] = [new Array<boolean>(size).fill(false), new Array<boolean>(size).fill(false)]
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < size; column += 1)
      if (table[row]?.[column] === 0 && !rowCovered[row] && !columnCovered[column]) {
        set(marks, row, column, 1)
        rowCovered[row] = true
        columnCovered[column] = true
      }
  rowCovered.fill(false)
  for (;;) {
    for (let column = 0; column < size; column += 1) columnCovered[column] = marks.some((row) => row[column] === 1)
    if (columnCovered.every(Boolean)) break
    let [row, column] = primeUntilFree(table, marks, rowCovered, columnCovered)
    for (;;) {
      const star = marks.findIndex((line) => line[column] === 1)
      set(marks, row, column, 1)
      if (star === -1) break
      set(marks, star, column, 0)
      row = star
      column = marks[star]?.indexOf(2) ?? -1
    }
    for (const line of marks) for (let at = 0; at < size; at += 1) if (line[at] === 2) line[at] = 0
    rowCovered.fill(false)
  }
  return marks.reduce((sum, row, at) => sum + (costs[at * size + row.indexOf(1)] ?? 0), 0)
}

function set(marks: number[][], row: number, column: number, mark: number): void {
  const line = marks[row]
  if (line) line[column] = mark
}

function primeUntilFree(
  table: number[][],
  marks: number[][],
  rowCovered: boolean[],
  columnCovered: boolean[],
): [row: number, column: number] {
  let from: readonly [number, number] = [0, 0]
  for (;;) {
    const zero = findUncovered(table, rowCovered, columnCovered, from)
    if (zero === null) {
      uncoverOneMore(table, rowCovered, columnCovered)
      continue
    }
    from = zero
    const [row, column] = zero
    set(marks, row, column, 2)
    const star = marks[row]?.indexOf(1) ?? -1
    if (star === -1) return zero
    rowCovered[row] = true
    columnCovered[star] = false
  }
}

/** From where the last one was, and round. */
function findUncovered(
  table: number[][],
  rowCovered: boolean[],
  columnCovered: boolean[],
  [fromRow, fromColumn]: readonly [number, number],
): [number, number] | null {
  const size = table.length
  for (let down = 0; down < size; down += 1) {
    const row = (fromRow + down) % size
    if (rowCovered[row]) continue
    const line = table[row] ?? []
    for (let along = 0; along < size; along += 1) {
      const column = (fromColumn + along) % size
      if (line[column] === 0 && !columnCovered[column]) return [row, column]
    }
  }
  return null
}

function uncoverOneMore(table: number[][], rowCovered: boolean[], columnCovered: boolean[]): void {
  const size = table.length
  let least = Number.POSITIVE_INFINITY
  for (let row = 0; row < size; row += 1) {
    const line = table[row] ?? []
    if (!rowCovered[row])
      for (let column = 0; column < size; column += 1)
        if (!columnCovered[column] && (line[column] ?? 0) < least) least = line[column] ?? 0
  }
  for (let row = 0; row < size; row += 1) {
    const line = table[row] ?? []
    const more = rowCovered[row] ? least : 0
    for (let column = 0; column < size; column += 1)
      line[column] = (line[column] ?? 0) + more - (columnCovered[column] ? 0 : least)
  }
}
