import { type Centres, lloyd, type WeightedPoints } from './k-means'
import type { Points } from './projection'

/** As in the published method: what is grouped are at most this many clusters of people who stand close together. */
export const BASE_CLUSTERS_MAX = 100

export interface BaseClusters extends WeightedPoints {
  /** For each of the given people their base cluster. */
  baseOf: Int32Array
}

/** People who stand at one place are one cluster; where there are more than `BASE_CLUSTERS_MAX` places, k-means from the first of them. */
export function makeBaseClusters(people: Int32Array, points: Points): BaseClusters {
  const own: WeightedPoints = {
    x: Float64Array.from(people, (person) => points.x[person] as number),
    y: Float64Array.from(people, (person) => points.y[person] as number),
    weights: new Float64Array(people.length).fill(1),
  }
  const places = firstPlaces(own)
  const { clusterOf } = lloyd(own, places, 0)
  return gather(own, clusterOf)
}

function firstPlaces({ x, y }: WeightedPoints): Centres {
  const seen = new Set<string>()
  const [placesX, placesY]: [number[], number[]] = [[], []]
  for (let index = 0; index < x.length && placesX.length < BASE_CLUSTERS_MAX; index += 1) {
    const place = `${x[index]} ${y[index]}`
    if (seen.has(place)) continue
    seen.add(place)
    placesX.push(x[index] as number)
    placesY.push(y[index] as number)
  }
  return { x: Float64Array.from(placesX), y: Float64Array.from(placesY) }
}

/** The clusters that have somebody, in order, each at the mean of its people. */
function gather({ x, y }: WeightedPoints, clusterOf: Int32Array): BaseClusters {
  const numbers = new Map<number, number>()
  const [sumsX, sumsY, weights]: [number[], number[], number[]] = [[], [], []]
  const baseOf = clusterOf.map((cluster, index) => {
    const base = numbers.get(cluster) ?? numbers.size
    numbers.set(cluster, base)
    sumsX[base] = (sumsX[base] ?? 0) + (x[index] as number)
    sumsY[base] = (sumsY[base] ?? 0) + (y[index] as number)
    weights[base] = (weights[base] ?? 0) + 1
    return base
  })
  const mean = (sums: number[]) => Float64Array.from(sums, (sum, base) => sum / (weights[base] as number))
  return { baseOf, x: mean(sumsX), y: mean(sumsY), weights: Float64Array.from(weights) }
}
