import { expireRedemptions as run } from '../features/rewards'
import type { Job } from './run-jobs'

export const expireRedemptions: Job = { name: 'expire-redemptions', intervalMs: 300_000, run }
