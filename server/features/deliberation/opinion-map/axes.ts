const SWEEPS_MAX = 30

/**
 * The axes of a small symmetric matrix, the greatest first, each a row 1 long (Jacobi, J. reine angew. Math. 30 (1846) 51–94: turns away the
 * entries beside the diagonal one after the other). Only the mean of the entries on both sides of the diagonal counts. O(n³) a sweep.
 */
export function turnToAxes(matrix: readonly (readonly number[])[]): number[][] {
  const size = matrix.length
  const left = matrix.map((row, at) => row.map((value, other) => (value + (matrix[other]?.[at] ?? 0)) / 2))
  const axes = matrix.map((_, at) => matrix.map((_, other) => (at === other ? 1 : 0)))
  for (let sweep = 0; sweep < SWEEPS_MAX; sweep += 1) {
    let isTurned = false
    for (let one = 0; one < size; one += 1)
      for (let other = one + 1; other < size; other += 1) isTurned = turn(left, axes, one, other) || isTurned
    if (!isTurned) break
  }
  const order = Array.from(left.keys()).sort((a, b) => (left[b]?.[b] ?? 0) - (left[a]?.[a] ?? 0) || a - b)
  return order.map((at) => axes[at] ?? [])
}

/** Makes the entry at `one`, `other` zero; answers whether it was more than rounding. */
function turn(matrix: number[][], axes: number[][], one: number, other: number): boolean {
  const at = (row: number, column: number) => matrix[row]?.[column] ?? 0
  const beside = at(one, other)
  if (Math.abs(beside) <= Number.EPSILON * Math.sqrt(Math.abs(at(one, one) * at(other, other)))) return false
  const half = (at(other, other) - at(one, one)) / (2 * beside)
  const tangent = (half < 0 ? -1 : 1) / (Math.abs(half) + Math.hypot(half, 1))
  const cosine = 1 / Math.hypot(tangent, 1)
  const sine = tangent * cosine
  for (const row of matrix) mix(row, one, other, cosine, sine)
  mixRows(matrix, one, other, cosine, sine)
  mixRows(axes, one, other, cosine, sine)
  return true
}

function mix(row: number[], one: number, other: number, cosine: number, sine: number): void {
  const [a, b] = [row[one] ?? 0, row[other] ?? 0]
  row[one] = cosine * a - sine * b
  row[other] = sine * a + cosine * b
}

function mixRows(rows: number[][], one: number, other: number, cosine: number, sine: number): void {
  const [a, b] = [rows[one] ?? [], rows[other] ?? []]
  rows[one] = a.map((value, at) => cosine * value - sine * (b[at] ?? 0))
  rows[other] = a.map((value, at) => sine * value + cosine * (b[at] ?? 0))
}
