import type { Deps } from '../../deps'
import type { Store } from '../../storage/store'
import { type Cast, type CastOutcome, castTogether } from './casting'

/** Ballots of one transaction: few statements, and one wait for the disk for all of them. */
const BATCH_MAX = 400
/** How long a ballot without a name waits for others to be written with. */
const GATHERING_MS = 10

interface Waiting {
  cast: Cast
  resolve: (outcome: CastOutcome) => void
  reject: (error: unknown) => void
}

interface Queue {
  waiting: Waiting[]
  isUnderWay: boolean
  isPlanned: boolean
}

/** What waits for one database, by poll; it goes when the database does. */
const queues = new WeakMap<Store, Map<string, Queue>>()

/** Casts a ballot together with all others of its poll that are there at this moment. */
export function castInBatch(deps: Deps, pollId: string, cast: Cast): Promise<CastOutcome> {
  const ofStore = queues.get(deps.store) ?? new Map<string, Queue>()
  queues.set(deps.store, ofStore)
  const queue = ofStore.get(pollId) ?? { waiting: [], isUnderWay: false, isPlanned: false }
  ofStore.set(pollId, queue)
  return new Promise((resolve, reject) => {
    queue.waiting.push({ cast, resolve, reject })
    plan(deps, pollId, queue, cast.kind === 'secret' ? GATHERING_MS : 0)
  })
}

function plan(deps: Deps, pollId: string, queue: Queue, delayMs: number): void {
  if (queue.isPlanned || queue.isUnderWay) return
  queue.isPlanned = true
  const start = () => {
    queue.isPlanned = false
    void run(deps, pollId, queue)
  }
  if (delayMs > 0) setTimeout(start, delayMs)
  else setImmediate(start)
}

async function run(deps: Deps, pollId: string, queue: Queue): Promise<void> {
  if (queue.isUnderWay) return
  queue.isUnderWay = true
  while (queue.waiting.length > 0) await castBatch(deps, pollId, queue.waiting.splice(0, BATCH_MAX))
  queue.isUnderWay = false
  queues.get(deps.store)?.delete(pollId)
}

async function castBatch(deps: Deps, pollId: string, batch: readonly Waiting[]): Promise<void> {
  try {
    const outcomes = await deps.store.write((tx) =>
      castTogether(
        tx,
        deps,
        pollId,
        batch.map(({ cast }) => cast),
      ),
    )
    for (const [index, { resolve, reject }] of batch.entries()) {
      const outcome = outcomes[index]
      if (outcome === undefined) reject(new Error('broken belief: each ballot has an outcome'))
      else resolve(outcome)
    }
  } catch (error) {
    for (const { reject } of batch) reject(error)
  }
}
