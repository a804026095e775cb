import type { BaseClusters } from './base-clusters'
import { type Centres, cluster } from './k-means'
import type { Points } from './projection'
import { silhouette } from './silhouette'

const GROUPS_MAX = 5
const BASES_PER_GROUP = 12
/** Of fewer people nothing is told apart. */
export const GROUP_SIZE_MIN = 5

export interface Groups {
  /** How many there are, their letters aside. */
  count: number
  /** For each base cluster its group. */
  groupOfBase: Int32Array
}

/**
 * Groups of base clusters by k-means for each k from 2 to min(5, 2 + ⌊bases / 12⌋); of these the k whose silhouette is greatest, of equals the
 * least. Where `last` gives each person's last group (−1 for none), k-means for as many groups begins where these people stand now.
 */
export function findGroups(bases: BaseClusters, people: Int32Array, points: Points, last: Int32Array | null): Groups {
  const baseCount = bases.weights.length
  const most = Math.min(GROUPS_MAX, 2 + Math.floor(baseCount / BASES_PER_GROUP), baseCount)
  const warm = last && centresOf(last, people, points)
  let best: Groups = { count: Math.min(baseCount, 1), groupOfBase: new Int32Array(baseCount) }
  let bestValue = Number.NEGATIVE_INFINITY
  for (let count = 2; count <= most; count += 1) {
    const { clusterOf } = cluster(bases, count, warm?.x.length === count ? warm : null)
    const value = silhouette(bases.x, bases.y, clusterOf)
    if (value <= bestValue) continue
    bestValue = value
    best = { count, groupOfBase: clusterOf }
  }
  return best
}

/** Numbered by the letters that there were: one may be missing, where its group was folded. Null where one of the last groups has nobody any more. */
function centresOf(last: Int32Array, people: Int32Array, points: Points): Centres | null {
  const letters = [...new Set(last)].filter((letter) => letter !== -1).sort((a, b) => a - b)
  const numberOf = new Map(letters.map((letter, number) => [letter, number]))
  const count = letters.length
  const [x, y, sizes] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)]
  for (const person of people) {
    const group = numberOf.get(last[person] ?? -1)
    if (group === undefined) continue
    x[group] = (x[group] as number) + (points.x[person] as number)
    y[group] = (y[group] as number) + (points.y[person] as number)
    sizes[group] = (sizes[group] as number) + 1
  }
  if (count === 0 || sizes.includes(0)) return null
  return {
    x: x.map((sum, group) => sum / (sizes[group] as number)),
    y: y.map((sum, group) => sum / (sizes[group] as number)),
  }
}

/**
 * Folds each group of fewer than `GROUP_SIZE_MIN` people, the smallest first, into the one whose centre is nearest, so that nobody can be told from
 * what a handful said. One group is left at least, however small.
 */
export function foldSmallGroups(bases: BaseClusters, { groupOfBase }: Groups): Groups {
  let folded = compact(groupOfBase)
  while (folded.count > 1) {
    const { x, y, sizes } = centresOfGroups(bases, folded)
    const smallest = sizes.indexOf(Math.min(...sizes))
    if ((sizes[smallest] as number) >= GROUP_SIZE_MIN) break
    const distances = sizes.map((_, group) =>
      group === smallest
        ? Number.POSITIVE_INFINITY
        : Math.hypot((x[group] as number) - (x[smallest] as number), (y[group] as number) - (y[smallest] as number)),
    )
    const nearest = distances.indexOf(Math.min(...distances))
    folded = compact(folded.groupOfBase.map((group) => (group === smallest ? nearest : group)))
  }
  return folded
}

function centresOfGroups({ x, y, weights }: BaseClusters, { count, groupOfBase }: Groups) {
  const [sumsX, sumsY, sizes] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)]
  for (let base = 0; base < weights.length; base += 1) {
    const [group, weight] = [groupOfBase[base] as number, weights[base] as number]
    sumsX[group] = (sumsX[group] as number) + weight * (x[base] as number)
    sumsY[group] = (sumsY[group] as number) + weight * (y[base] as number)
    sizes[group] = (sizes[group] as number) + weight
  }
  const mean = (sums: Float64Array) => sums.map((sum, group) => sum / (sizes[group] as number))
  return { x: mean(sumsX), y: mean(sumsY), sizes }
}

function compact(groupOfBase: Int32Array): Groups {
  const numbers = new Map([...new Set(groupOfBase)].sort((a, b) => a - b).map((group, number) => [group, number]))
  return { count: numbers.size, groupOfBase: groupOfBase.map((group) => numbers.get(group) ?? 0) }
}

/**
 * The letter of each group, as a number from 0: that of the last group with which it shares most people, the greatest share first; for the
 * others the lowest that is free, the largest group first, of equals the one with the first person.
 */
export function lettersOf(groupOf: Int32Array, count: number, last: Int32Array | null): Int32Array {
  const letters = new Int32Array(count).fill(-1)
  const shared = new Map<string, { group: number; letter: number; people: number }>()
  const sizes = Array.from({ length: count }, (_, group) => ({ group, people: 0, first: groupOf.indexOf(group) }))
  for (const [person, group] of groupOf.entries()) {
    if (group === -1) continue
    const size = sizes[group]
    if (size) size.people += 1
    const letter = last?.[person] ?? -1
    if (letter === -1) continue
    const pair = shared.get(`${group} ${letter}`) ?? { group, letter, people: 0 }
    shared.set(`${group} ${letter}`, { ...pair, people: pair.people + 1 })
  }
  const inOrder = [...shared.values()].sort((a, b) => b.people - a.people || a.letter - b.letter || a.group - b.group)
  for (const { group, letter } of inOrder)
    if (letters[group] === -1 && !letters.includes(letter)) letters[group] = letter
  for (const { group } of sizes.sort((a, b) => b.people - a.people || a.first - b.first)) {
    if (letters[group] !== -1) continue
    let free = 0
    while (letters.includes(free)) free += 1
    letters[group] = free
  }
  return letters
}
