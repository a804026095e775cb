import { runTopicsClock } from '../features/deliberation'
import type { Job } from './run-jobs'

/** Votes are refused to the second; that a topic is closed is written down soon after. */
export const topicsClock: Job = { name: 'topics-clock', intervalMs: 15_000, run: runTopicsClock }
