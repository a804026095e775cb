import type { Deps } from '../deps'
import { askInRounds, expireOldNeeds, runDailyMatching } from '../features/mutual-aid'
import type { Job } from './run-jobs'

/** Rounds of asking are a matter of minutes at night, when somebody needs help now. */
export const askNeighbours: Job = {
  name: 'ask-neighbours',
  intervalMs: 15_000,
  run: async (deps: Deps) => {
    await expireOldNeeds(deps)
    await askInRounds(deps)
  },
}

export const matchDaily: Job = { name: 'match-daily', intervalMs: 24 * 3_600_000, run: runDailyMatching }
