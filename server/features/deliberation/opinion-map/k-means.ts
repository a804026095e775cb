import { seededFractions } from './seeded-fractions'

/** Points of the plane, each standing for `weights` people. */
export interface WeightedPoints {
  x: Float64Array
  y: Float64Array
  weights: Float64Array
}

export interface Centres {
  x: Float64Array
  y: Float64Array
}

export interface Clustering extends Centres {
  /** For each point its cluster. */
  clusterOf: Int32Array
  /** The weighted sum of squared distances to the own centre. */
  spread: number
}

const ITERATIONS_MAX = 100
/** As in the published method: done when no centre moves by more. */
const MOVE_MIN = 0.01
const STARTS = 10

/**
 * Clusters by Lloyd's method (IEEE Trans. Inf. Theory 28 (1982) 129–137) from given centres; of equally near centres the lowest number. A
 * centre that loses all its points stays where it was. O(iterations · points · centres) at worst.
 */
export function lloyd(points: WeightedPoints, centres: Centres, moveMin = MOVE_MIN): Clustering {
  const [x, y] = [centres.x.slice(), centres.y.slice()]
  const clusterOf = new Int32Array(points.x.length)
  // How far each point is from its centre at most, and from every other at least: most points need no second look (Hamerly, SDM 2010, 130–140).
  const own = new Float64Array(clusterOf.length).fill(Number.POSITIVE_INFINITY)
  const other = new Float64Array(clusterOf.length)
  for (let turn = 1; ; turn += 1) {
    for (let point = 0; point < clusterOf.length; point += 1) {
      if ((own[point] as number) < (other[point] as number)) continue
      assignToNearest(points, point, { x, y }, { clusterOf, own, other })
    }
    const moves = moveToMeans(points, x, y, clusterOf)
    const move = Math.max(0, ...moves)
    if (move <= moveMin || turn === ITERATIONS_MAX)
      return { clusterOf, x, y, spread: spreadOf(points, x, y, clusterOf) }
    for (let point = 0; point < clusterOf.length; point += 1) {
      own[point] = (own[point] as number) + (moves[clusterOf[point] as number] as number)
      other[point] = (other[point] as number) - move
    }
  }
}

interface Nearness {
  clusterOf: Int32Array
  own: Float64Array
  other: Float64Array
}

function assignToNearest(points: WeightedPoints, point: number, { x, y }: Centres, nearness: Nearness): void {
  const [px, py] = [points.x[point] as number, points.y[point] as number]
  let [nearest, least, next] = [0, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let cluster = 0; cluster < x.length; cluster += 1) {
    const dx = px - (x[cluster] as number)
    const dy = py - (y[cluster] as number)
    const distance = dx * dx + dy * dy
    if (distance < least) {
      next = least
      least = distance
      nearest = cluster
    } else if (distance < next) next = distance
  }
  nearness.clusterOf[point] = nearest
  nearness.own[point] = Math.sqrt(least)
  nearness.other[point] = Math.sqrt(next)
}

/** Answers how far each centre moved. A centre without points stays. */
function moveToMeans(points: WeightedPoints, x: Float64Array, y: Float64Array, clusterOf: Int32Array): Float64Array {
  const [sumsX, sumsY, sizes] = [x.map(() => 0), x.map(() => 0), x.map(() => 0)]
  for (let point = 0; point < clusterOf.length; point += 1) {
    const [cluster, weight] = [clusterOf[point] as number, points.weights[point] as number]
    sumsX[cluster] = (sumsX[cluster] as number) + weight * (points.x[point] as number)
    sumsY[cluster] = (sumsY[cluster] as number) + weight * (points.y[point] as number)
    sizes[cluster] = (sizes[cluster] as number) + weight
  }
  return sizes.map((size, cluster) => {
    if (size === 0) return 0
    const [newX, newY] = [(sumsX[cluster] as number) / size, (sumsY[cluster] as number) / size]
    const move = Math.hypot(newX - (x[cluster] as number), newY - (y[cluster] as number))
    x[cluster] = newX
    y[cluster] = newY
    return move
  })
}

function spreadOf(points: WeightedPoints, x: Float64Array, y: Float64Array, clusterOf: Int32Array): number {
  return clusterOf.reduce((sum, cluster, point) => {
    const dx = (points.x[point] as number) - (x[cluster] as number)
    const dy = (points.y[point] as number) - (y[cluster] as number)
    return sum + (dx * dx + dy * dy) * (points.weights[point] as number)
  }, 0)
}

/**
 * The least spread that `count` clusters reach from a fixed number of beginnings, each spread out by k-means++ (Arthur and Vassilvitskii, SODA
 * 2007, 1027–1035) with seeded randomness, and from `warm` if there is one. The warm one is kept unless another is better by more than one in
 * a hundred.
 */
export function cluster(points: WeightedPoints, count: number, warm: Centres | null): Clustering {
  const random = seededFractions(count)
  const fromWarm = warm && lloyd(points, warm, 0)
  let best: Clustering | null = null
  for (let start = 0; start < STARTS; start += 1) {
    const found = lloyd(points, spreadOut(points, count, random), 0)
    if (best === null || found.spread < best.spread * (1 - 1e-9)) best = found
  }
  if (fromWarm && (best === null || fromWarm.spread <= best.spread * 1.01)) return fromWarm
  return best as Clustering
}

function spreadOut({ x, y, weights }: WeightedPoints, count: number, random: () => number): Centres {
  const centres: Centres = { x: new Float64Array(count), y: new Float64Array(count) }
  const chances = weights.slice()
  const distances = new Float64Array(x.length).fill(Number.POSITIVE_INFINITY)
  for (let chosen = 0; chosen < count; chosen += 1) {
    const point = pickByWeight(chances, random())
    centres.x[chosen] = x[point] as number
    centres.y[chosen] = y[point] as number
    for (let other = 0; other < x.length; other += 1) {
      const [dx, dy] = [(x[other] as number) - (x[point] as number), (y[other] as number) - (y[point] as number)]
      distances[other] = Math.min(distances[other] as number, dx * dx + dy * dy)
      chances[other] = (distances[other] as number) * (weights[other] as number)
    }
  }
  return centres
}

/** The index at which the running sum of weights passes `fraction` of the whole; the last that has weight at most. */
export function pickByWeight(weights: Float64Array, fraction: number): number {
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  let [sum, last] = [0, 0]
  for (let index = 0; index < weights.length; index += 1) {
    const weight = weights[index] as number
    if (weight <= 0) continue
    last = index
    sum += weight
    if (sum > fraction * whole) return index
  }
  return last
}
