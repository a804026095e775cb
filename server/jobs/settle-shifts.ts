import { endOverdueCallUps } from '../features/call-ups'
import { settleShifts } from '../features/volunteering'
import type { Job } from './run-jobs'

/** Somebody waits for a place, and counts on its minute. */
export const settleVolunteering: Job = {
  name: 'settle-shifts',
  intervalMs: 20_000,
  run: async (deps) => {
    await settleShifts(deps)
    await endOverdueCallUps(deps)
  },
}
