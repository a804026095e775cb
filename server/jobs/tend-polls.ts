import { countDuePolls, signDueHeads } from '../features/counting'
import type { Job } from './run-jobs'

/** Polls are counted when their time is over; open ones get a signed head every ten minutes. */
export const tendPolls: Job = {
  name: 'tend-polls',
  intervalMs: 10_000,
  run: async (deps) => {
    await countDuePolls(deps)
    await signDueHeads(deps)
  },
}
