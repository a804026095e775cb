import { pickByWeight } from './k-means'
import { seededFractions, seedOf } from './seeded-fractions'

/**
 * Which statement is shown next: one of `priorities` by chance, as likely as its priority; null where there is none. The same `seed` chooses
 * the same, so that a phone that asks again is answered the same.
 */
export function chooseNextStatement(
  priorities: readonly { id: string; priority: number }[],
  seed: string,
): string | null {
  if (priorities.length === 0) return null
  const weights = Float64Array.from(priorities, ({ priority }) => priority)
  return priorities[pickByWeight(weights, seededFractions(seedOf(seed))())]?.id ?? null
}
