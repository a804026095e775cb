import { runAppealsClock } from '../features/appeals'
import type { Job } from './run-jobs'

/** A due time is a minute of the day, so that nothing is late by more than that. */
export const appealsClock: Job = { name: 'appeals-clock', intervalMs: 60_000, run: runAppealsClock }
