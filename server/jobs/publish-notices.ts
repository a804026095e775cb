import { publishDueNotices } from '../features/notices'
import type { Job } from './run-jobs'

/** People expect a notice at its minute. */
export const publishNotices: Job = { name: 'publish-notices', intervalMs: 15_000, run: publishDueNotices }
