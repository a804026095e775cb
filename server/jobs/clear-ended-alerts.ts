import { clearEndedAlerts as runClearEndedAlerts } from '../features/alerts'
import type { Job } from './run-jobs'

export const clearEndedAlerts: Job = { name: 'clear-ended-alerts', intervalMs: 60_000, run: runClearEndedAlerts }
