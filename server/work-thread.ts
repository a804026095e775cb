import { Worker } from 'node:worker_threads'
import { findWorkerScript, type WorkerName } from './worker-script'

export type ThreadRequest<Job> = { number: number; job: Job }

export type ThreadAnswer<Result> = { number: number; result: Result } | { number: number; fault: string }

/** A thread without work is ended, and its memory is free. */
const IDLE_MS_MAX = 30_000
/** Far more than the largest job takes on a slow machine. */
const WORK_MS_MAX = 120_000
const HEAP_MB_MAX = 1_024

interface Waiting {
  worker: Worker
  resolve: (answer: ThreadAnswer<unknown>) => void
  reject: (error: Error) => void
}

/**
 * A thread of its own for work that would keep everybody else waiting: begun when there is some, ended when there is none for a while. What it
 * begins with is an entry of worker-script.ts that calls `answerJobs` (thread-jobs.ts).
 */
export class WorkThread<Job, Result> {
  readonly #name: WorkerName
  readonly #workerData: unknown
  readonly #waiting = new Map<number, Waiting>()
  #worker: Promise<Worker> | null = null
  #idle: NodeJS.Timeout | null = null
  #number = 0

  /** `workerData` is what the thread finds as its own. */
  constructor(name: WorkerName, workerData: unknown) {
    this.#name = name
    this.#workerData = workerData
  }

  /** @throws Error where the job failed, took longer than `WORK_MS_MAX` or needed more than `HEAP_MB_MAX`, or the thread was ended meanwhile */
  async ask(job: Job): Promise<Result> {
    if (this.#idle) clearTimeout(this.#idle)
    this.#worker ??= this.#begin()
    const worker = await this.#worker
    const number = ++this.#number
    const timer = setTimeout(() => void worker.terminate(), WORK_MS_MAX)
    try {
      const answer = await new Promise<ThreadAnswer<unknown>>((resolve, reject) => {
        this.#waiting.set(number, { worker, resolve, reject })
        worker.postMessage({ job, number } satisfies ThreadRequest<Job>)
      })
      if ('fault' in answer) throw new Error(`${this.#name}: ${answer.fault}`)
      return answer.result as Result
    } finally {
      clearTimeout(timer)
      this.#waiting.delete(number)
      if (this.#waiting.size === 0) this.#idle = setTimeout(() => void this.stop(), IDLE_MS_MAX).unref()
    }
  }

  /** Ends the thread; who waits for it is told so. Whoever asks afterwards has a new one begun. */
  async stop(): Promise<void> {
    if (this.#idle) clearTimeout(this.#idle)
    const worker = this.#worker
    this.#worker = null
    await (await worker)?.terminate()
  }

  async #begin(): Promise<Worker> {
    const worker = new Worker(await findWorkerScript(this.#name), {
      workerData: this.#workerData,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB_MAX },
    })
    // It must not keep the server, or a command, from ending.
    worker.unref()
    worker.on('message', (answer: ThreadAnswer<unknown>) => this.#waiting.get(answer.number)?.resolve(answer))
    const begun = this.#worker
    const fail = (error: Error) => {
      if (this.#worker === begun) this.#worker = null
      for (const waiting of this.#waiting.values()) if (waiting.worker === worker) waiting.reject(error)
    }
    worker.on('error', fail)
    worker.on('exit', () => fail(new Error(`the thread of ${this.#name} ended`)))
    return worker
  }
}
