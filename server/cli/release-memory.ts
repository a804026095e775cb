import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** While and after the jobs run for the first time, and once more where a slow machine was not done by then. */
const DELAYS_MS = [4_000, 8_000, 30_000]

/**
 * Collects what starting left behind. V8 would keep about 30 MB of it for as long as nobody asks for anything, and on a small machine
 * that is memory of the database's cache.
 */
export function releaseMemoryLater(): void {
  for (const delayMs of DELAYS_MS) setTimeout(collect, delayMs).unref()
}

function collect(): void {
  setFlagsFromString('--expose-gc')
  const collectNow = runInNewContext('gc') as (how: object) => void
  setFlagsFromString('--no-expose-gc')
  // As when memory runs out: an ordinary collection keeps the pages it emptied.
  collectNow({ type: 'major', execution: 'sync', flavor: 'last-resort' })
}
