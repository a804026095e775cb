import type { Deps } from '../deps'
import { newId } from '../kernel/ids'
import { moveLeaseEnd, takeLease } from './leases'

/** Something done by the clock. A run may be cut off at any point and begin anew: each job leaves its work so that it can. */
export interface Job {
  name: string
  intervalMs: number
  run(deps: Deps): Promise<void>
}

export interface RunningJobs {
  /** Starts nothing more, and waits for what is under way. */
  stop(): Promise<void>
}

/** How long a process that died keeps a job from the others. A run that takes longer keeps its lease by renewing it. */
const LEASE_MS = 60_000
const FIRST_RUN_MS = 1_000

/** Told how each run of this process ended; of those that another process has nothing is told. */
export type JobObserver = (job: string, outcome: 'done' | 'failed', seconds: number) => void

/** Runs each job at its interval, never twice at once, and in one process only where several share the database. */
export function startJobs(deps: Deps, jobs: readonly Job[], observe?: JobObserver): RunningJobs {
  const holder = newId()
  const timers = new Map<string, NodeJS.Timeout>()
  const underWay = new Set<Promise<unknown>>()
  let isStopping = false

  // The next run is planned when one has ended: that is what keeps a slow job from running beside itself.
  const plan = (job: Job, delayMs: number): void => {
    if (isStopping) return
    const timer = setTimeout(() => {
      const startedAt = performance.now()
      const run = runJob(deps, job, holder).then((outcome) => {
        if (outcome !== 'held_elsewhere') observe?.(job.name, outcome, (performance.now() - startedAt) / 1_000)
        underWay.delete(run)
        plan(job, job.intervalMs)
      })
      underWay.add(run)
    }, delayMs)
    timer.unref()
    timers.set(job.name, timer)
  }

  for (const job of jobs) plan(job, Math.min(FIRST_RUN_MS, job.intervalMs))
  return {
    stop: async () => {
      isStopping = true
      for (const timer of timers.values()) clearTimeout(timer)
      await Promise.all(underWay)
    },
  }
}

/** Runs a job once under its lease. Never throws: an error is logged, and the next run goes on. */
export async function runJob(deps: Deps, job: Job, holder: string): Promise<'done' | 'failed' | 'held_elsewhere'> {
  const startedAt = deps.clock.now()
  const lease = { name: job.name, holder }
  const fromNow = () => new Date(deps.clock.now().getTime() + LEASE_MS)
  try {
    const outcome = await takeLease(deps.store, { ...lease, now: startedAt, leasedUntil: fromNow() })
    if (outcome === 'held_elsewhere') return outcome
    const renewal = setInterval(() => {
      moveLeaseEnd(deps.store, { ...lease, leasedUntil: fromNow() }).catch((error: unknown) =>
        logFailure(deps, job, error),
      )
    }, LEASE_MS / 3)
    try {
      await job.run(deps)
    } finally {
      clearInterval(renewal)
      // Held until the next run is due, so that several processes together keep the interval.
      await moveLeaseEnd(deps.store, { ...lease, leasedUntil: new Date(startedAt.getTime() + job.intervalMs) })
    }
    return 'done'
  } catch (error) {
    logFailure(deps, job, error)
    return 'failed'
  }
}

function logFailure(deps: Deps, job: Job, error: unknown): void {
  deps.log.error({ err: error, job: job.name }, 'job failed')
}
