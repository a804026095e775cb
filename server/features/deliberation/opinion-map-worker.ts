// The thread in which opinion maps are made, apart from everybody who waits for an answer. It has a connection of its own, which only reads.
import { workerData } from 'node:worker_threads'
import { openReadingConnection } from '../../storage/open-reading-connection'
import { answerJobs } from '../../thread-jobs'
import { computeMap } from './compute-map'
import { exportConversation } from './export-conversation'
import type { MapJob, MapResult } from './map-thread'

const reader = openReadingConnection((workerData as { databaseUrl: string }).databaseUrl)

answerJobs<MapJob, MapResult>(async (job) => {
  const { sql, atOneMoment } = await reader
  return atOneMoment(async () => {
    if (job.job === 'map') return { map: await computeMap(sql, job.topic, job.known) }
    return { table: await exportConversation(sql, job.topic, job.table, job.shuffleKey) }
  })
})
