// The thread in which all needs and offers of a community are matched. It has a connection of its own, which only reads.
import { workerData } from 'node:worker_threads'
import { openReadingConnection } from '../../storage/open-reading-connection'
import { answerJobs } from '../../thread-jobs'
import { type MatchingJob, matchCommunity, type ProposedQuestions } from './match-community'

const reader = openReadingConnection((workerData as { databaseUrl: string }).databaseUrl)

answerJobs<MatchingJob, ProposedQuestions>(async (job) => {
  const { sql, atOneMoment } = await reader
  return atOneMoment(() => matchCommunity({ sql }, job))
})
