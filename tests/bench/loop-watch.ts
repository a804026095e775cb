import { existsSync, readFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'

/** Milliseconds between two looks. */
const LOOK_MS = 1
/** What the thread itself has run so far, in nanoseconds; Linux alone tells (proc(5)). */
const OWN_TIME = '/proc/thread-self/schedstat'

export interface LoopDelay {
  /** The longest that the event loop was kept from anything, whatever the machine did meanwhile. */
  blockedMs: number
  /** The longest that its own work kept it, by the clock of the thread; NaN where there is none. */
  ownMs: number
}

/** Watches the event loop of this thread until the function it answers is called. */
export function watchLoop(): () => LoopDelay {
  const delay = monitorEventLoopDelay({ resolution: LOOK_MS })
  let [last, most] = [ownNanoseconds(), 0]
  const look = () => {
    const now = ownNanoseconds()
    most = Math.max(most, now - last)
    last = now
  }
  const timer = setInterval(look, LOOK_MS)
  delay.enable()
  return () => {
    delay.disable()
    clearInterval(timer)
    look()
    return { blockedMs: delay.max / 1e6 - LOOK_MS, ownMs: most / 1e6 }
  }
}

function ownNanoseconds(): number {
  return existsSync(OWN_TIME) ? Number(readFileSync(OWN_TIME, 'utf8').split(' ')[0]) : Number.NaN
}
