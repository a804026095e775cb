import { parentPort } from 'node:worker_threads'
import type { ThreadAnswer, ThreadRequest } from './work-thread'

/** What a thread that `WorkThread` began does: its jobs one after the other, for they share a connection. A job that fails takes none with it. */
export function answerJobs<Job, Result>(work: (job: Job) => Promise<Result>): void {
  let before: Promise<unknown> = Promise.resolve()
  const answer = async ({ number, job }: ThreadRequest<Job>): Promise<ThreadAnswer<Result>> => {
    try {
      return { number, result: await work(job) }
    } catch (error) {
      return { number, fault: String((error as Error)?.stack ?? error) }
    }
  }
  parentPort?.on('message', (request: ThreadRequest<Job>) => {
    before = before.then(async () => parentPort?.postMessage(await answer(request)))
  })
}
