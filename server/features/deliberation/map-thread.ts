import { Worker } from 'node:worker_threads'
import { findWorkerScript } from '../../worker-script'
import type { ComputedMap } from './compute-map'
import type { ExportedTable } from './export-conversation'
import type { TopicKey } from './map-repository'

type Job =
  | { job: 'map'; topic: TopicKey; known: string | null }
  | { job: 'table'; topic: TopicKey; table: ExportedTable; shuffleKey: Uint8Array }

export type WorkerRequest = Job & { number: number }

export type WorkerAnswer =
  | { number: number; map: ComputedMap | null }
  | { number: number; table: string }
  | { number: number; fault: string }

/** A thread without work is ended, and its memory is free. */
const IDLE_MS_MAX = 30_000
/** Far more than the largest conversation takes on a slow machine. */
const WORK_MS_MAX = 120_000
const HEAP_MB_MAX = 1_024

interface Waiting {
  worker: Worker
  resolve: (answer: WorkerAnswer) => void
  reject: (error: Error) => void
}

/** The thread in which opinion maps are made (opinion-map-worker.ts): begun when there is work, ended when there is none for a while. */
export class MapThread {
  readonly #databaseUrl: string
  readonly #waiting = new Map<number, Waiting>()
  #worker: Promise<Worker> | null = null
  #idle: NodeJS.Timeout | null = null
  #number = 0

  constructor(databaseUrl: string) {
    this.#databaseUrl = databaseUrl
  }

  /** Null where nothing has changed since the map of the fingerprint `known`. */
  async computeMap(topic: TopicKey, known: string | null): Promise<ComputedMap | null> {
    const answer = await this.#ask({ job: 'map', topic, known })
    if ('map' in answer) return answer.map
    throw new Error('broken belief: a map is answered by a map')
  }

  async exportTable(topic: TopicKey, table: ExportedTable, shuffleKey: Uint8Array): Promise<string> {
    const answer = await this.#ask({ job: 'table', topic, table, shuffleKey })
    if ('table' in answer) return answer.table
    throw new Error('broken belief: a table is answered by a table')
  }

  /** Ends the thread; who waits for it is told so. Whoever asks afterwards has a new one begun. */
  async stop(): Promise<void> {
    if (this.#idle) clearTimeout(this.#idle)
    const worker = this.#worker
    this.#worker = null
    await (await worker)?.terminate()
  }

  async #ask(job: Job): Promise<WorkerAnswer> {
    if (this.#idle) clearTimeout(this.#idle)
    this.#worker ??= this.#begin()
    const worker = await this.#worker
    const number = ++this.#number
    const timer = setTimeout(() => void worker.terminate(), WORK_MS_MAX)
    try {
      return await new Promise<WorkerAnswer>((resolve, reject) => {
        this.#waiting.set(number, { worker, resolve, reject })
        worker.postMessage({ ...job, number } satisfies WorkerRequest)
      })
    } finally {
      clearTimeout(timer)
      this.#waiting.delete(number)
      if (this.#waiting.size === 0) this.#idle = setTimeout(() => void this.stop(), IDLE_MS_MAX).unref()
    }
  }

  async #begin(): Promise<Worker> {
    const worker = new Worker(await findWorkerScript('opinion-map-worker'), {
      workerData: { databaseUrl: this.#databaseUrl },
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB_MAX },
    })
    // It must not keep the server, or a command, from ending.
    worker.unref()
    worker.on('message', (answer: WorkerAnswer) => {
      const waiting = this.#waiting.get(answer.number)
      if ('fault' in answer) waiting?.reject(new Error(`opinion map: ${answer.fault}`))
      else waiting?.resolve(answer)
    })
    const begun = this.#worker
    const fail = (error: Error) => {
      if (this.#worker === begun) this.#worker = null
      for (const waiting of this.#waiting.values()) if (waiting.worker === worker) waiting.reject(error)
    }
    worker.on('error', fail)
    worker.on('exit', () => fail(new Error('the thread of opinion maps ended')))
    return worker
  }
}
