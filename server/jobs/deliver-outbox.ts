import { deliverOutbox } from '../features/notifications'
import type { Job } from './run-jobs'

export const deliverMessages: Job = { name: 'deliver-outbox', intervalMs: 10_000, run: deliverOutbox }
