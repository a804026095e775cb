import type { Store, Tx } from './store'

/** What is kept in memory is kept under a topic: something that changes as one. */
export const topicOf = {
  /** All that a grid's feed shows: its posts, and their comments and likes. */
  grid: (gridId: string) => `grid/${gridId}`,
  /** The statements of a topic: which of them are shown. Votes are not counted here, there are too many. */
  opinions: (topicId: string) => `opinions/${topicId}`,
  /** Names and pictures of people: they change seldom and stand everywhere. */
  people: 'people',
  /** The states of pictures, which a check decides after they were stored. */
  images: 'images',
}

/**
 * Counts the writes that touched a topic. A count rises after the commit and before its writer is answered, so that whoever has been
 * answered is never shown what was before. It counts this process's own writes: where several share a database, what is kept must age too.
 */
export function withVersions(store: Omit<Store, 'versionOf'>): Store {
  const versions = new Map<string, number>()
  return {
    ...store,
    versionOf: (topic) => versions.get(topic) ?? 0,
    write: async <T>(job: (tx: Tx) => Promise<T>): Promise<T> => {
      const touched = new Set<string>()
      const touch = (topic: string) => void touched.add(topic)
      try {
        return await store.write((tx) => job({ prisma: tx.prisma, sql: tx.sql, touch } as Tx))
      } finally {
        // After a failure too: a connection lost at the commit does not tell whether there was one.
        for (const topic of touched) versions.set(topic, (versions.get(topic) ?? 0) + 1)
      }
    },
  }
}
