import { finishErasures as runFinishErasures } from '../features/personal-data'
import type { Job } from './run-jobs'

export const finishErasures: Job = { name: 'finish-erasures', intervalMs: 3_600_000, run: runFinishErasures }
