/** Two uploads under one id wait for each other, or the files of the one could come to stand behind the row of the other. */
export function oneAtATime(): <T>(id: string, work: () => Promise<T>) => Promise<T> {
  const underWay = new Map<string, Promise<unknown>>()
  return async (id, work) => {
    const before = underWay.get(id) ?? Promise.resolve()
    const mine = before.then(work)
    const settled = mine.catch(() => undefined)
    underWay.set(id, settled)
    try {
      return await mine
    } finally {
      if (underWay.get(id) === settled) underWay.delete(id)
    }
  }
}
