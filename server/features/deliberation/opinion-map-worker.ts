// The thread in which opinion maps are made, apart from everybody who waits for an answer. It has a connection of its own, which only reads.
import { parentPort, workerData } from 'node:worker_threads'
import { openReadingConnection } from '../../storage/open-reading-connection'
import { computeMap } from './compute-map'
import { exportConversation } from './export-conversation'
import type { WorkerAnswer, WorkerRequest } from './map-thread'

const reader = openReadingConnection((workerData as { databaseUrl: string }).databaseUrl)
let before: Promise<unknown> = Promise.resolve()

async function work(request: WorkerRequest): Promise<WorkerAnswer> {
  const { sql, atOneMoment } = await reader
  return atOneMoment(async () => {
    const { job, topic, number } = request
    if (job === 'map') return { number, map: await computeMap(sql, topic, request.known) }
    return { number, table: await exportConversation(sql, topic, request.table, request.shuffleKey) }
  })
}

parentPort?.on('message', (request: WorkerRequest) => {
  // One after the other: they share the connection.
  before = before.then(async () => {
    const answer = await work(request).catch(
      (error: unknown): WorkerAnswer => ({ number: request.number, fault: String((error as Error)?.stack ?? error) }),
    )
    parentPort?.postMessage(answer)
  })
})
