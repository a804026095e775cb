/**
 * How well points lie in their clusters, from −1 to 1: the mean over the points of (b − a) / max(a, b), a being the mean distance to the others of
 * the own cluster, b the least mean distance to another one's; 0 for a point that is alone (Rousseeuw, J. Comput. Appl. Math. 20 (1987) 53–65).
 * 0 where there are fewer than two clusters. O(points²).
 */
export function silhouette(x: Float64Array, y: Float64Array, clusterOf: Int32Array): number {
  const clusters = clusterOf.reduce((most, cluster) => Math.max(most, cluster), -1) + 1
  const sizes = new Float64Array(clusters)
  for (const cluster of clusterOf) sizes[cluster] = (sizes[cluster] as number) + 1
  if (sizes.filter((size) => size > 0).length < 2) return 0
  const sums = new Float64Array(clusters)
  let total = 0
  for (let point = 0; point < clusterOf.length; point += 1) {
    sums.fill(0)
    const [px, py] = [x[point] as number, y[point] as number]
    for (let other = 0; other < clusterOf.length; other += 1) {
      const [dx, dy] = [px - (x[other] as number), py - (y[other] as number)]
      const cluster = clusterOf[other] as number
      sums[cluster] = (sums[cluster] as number) + Math.sqrt(dx * dx + dy * dy)
    }
    total += widthOf(sums, sizes, clusterOf[point] as number)
  }
  return total / clusterOf.length
}

function widthOf(sums: Float64Array, sizes: Float64Array, own: number): number {
  if (sizes[own] === 1) return 0
  const within = (sums[own] as number) / ((sizes[own] as number) - 1)
  let between = Number.POSITIVE_INFINITY
  for (let cluster = 0; cluster < sizes.length; cluster += 1) {
    if (cluster === own || sizes[cluster] === 0) continue
    between = Math.min(between, (sums[cluster] as number) / (sizes[cluster] as number))
  }
  const greater = Math.max(within, between)
  return greater === 0 ? 0 : (between - within) / greater
}
