/** A neighbour may have several offers, and a partner many. */
const OFFERS_AT_MOST = 5

/** How many offers to look for, so that after `onePerHelper` there are `count`. */
export const withSpare = (count: number): number => OFFERS_AT_MOST * count

/** The first `count` of what is in order, the best offer of each person: who is asked is a person. */
export function onePerHelper<T extends { offer: { personId: string } }>(inOrder: readonly T[], count: number): T[] {
  const first = new Map<string, T>()
  for (const one of inOrder) if (!first.has(one.offer.personId)) first.set(one.offer.personId, one)
  return [...first.values()].slice(0, count)
}
