import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** After the jobs have run for the first time. */
const DELAY_MS = 5_000

/**
 * Collects what starting left behind, once. V8 would keep about 30 MB of it for as long as nobody asks for anything, and on a small machine
 * that is memory of the database's cache.
 */
export function releaseMemoryLater(): void {
  setTimeout(() => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    setFlagsFromString('--no-expose-gc')
    collect()
  }, DELAY_MS).unref()
}
