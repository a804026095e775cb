import { recheckPending } from '../features/moderation'
import { moderationPorts } from '../moderation-ports'
import type { Job } from './run-jobs'

export const recheckContent: Job = {
  name: 'recheck-content',
  intervalMs: 5_000,
  run: (deps) => recheckPending(deps, moderationPorts(deps)),
}
