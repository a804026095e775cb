import { sealDays } from '../features/ledger'
import type { Job } from './run-jobs'

/** Asked every minute, so that a day's heads are out at 00:05 in Shanghai; a day that has its heads is not made again. */
export const sealLedgers: Job = { name: 'seal-ledgers', intervalMs: 60_000, run: sealDays }
