/** One thing that waits, known by its place in the list it comes from. */
export interface Waiting {
  id: string
  /** Milliseconds since 1970. */
  dueAt: number
}

/** What has no due time of its own is due this long after it came. */
const PATIENCE_MS = 2 * 86_400_000

export function dueAfter(createdAt: number): number {
  return createdAt + PATIENCE_MS
}

/**
 * Merges lists, each soonest due first, into a page that is soonest due first; of two that are due at one time, the one of the earlier list.
 * Each list holds one item more than the page, where there are so many, so that it is known whether anything is left.
 */
export function mergeWaiting<Item extends Waiting>(
  lists: readonly (readonly Item[])[],
  limit: number,
): { page: { list: number; item: Item }[]; hasMore: boolean } {
  const taken = lists.map(() => 0)
  const page: { list: number; item: Item }[] = []
  while (page.length < limit) {
    const soonest = soonestOf(lists, taken)
    if (soonest === null) break
    taken[soonest.list] = (taken[soonest.list] ?? 0) + 1
    page.push(soonest)
  }
  const all = lists.reduce((sum, list) => sum + list.length, 0)
  return { page, hasMore: all > page.length }
}

function soonestOf<Item extends Waiting>(lists: readonly (readonly Item[])[], taken: readonly number[]) {
  let soonest: { list: number; item: Item } | null = null
  for (const [list, items] of lists.entries()) {
    const item = items[taken[list] ?? 0]
    if (item !== undefined && (soonest === null || item.dueAt < soonest.item.dueAt)) soonest = { list, item }
  }
  return soonest
}
