import { askCircles } from '../features/care-circles'
import type { Job } from './run-jobs'

/** Somebody may be lying on the floor: looked at every minute. */
export const askCareCircles: Job = { name: 'ask-care-circles', intervalMs: 60_000, run: askCircles }
