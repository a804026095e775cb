import type { Deps } from '../../deps'
import { listCommunitiesWithNeeds } from './need-repository'
import { runMatching } from './run-matching'

/** Every community that has open needs, one after the other. */
export async function runDailyMatching(deps: Deps): Promise<void> {
  for (const { communityId, path } of await listCommunitiesWithNeeds(deps.store.read, deps.clock.now()))
    await runMatching(deps, { communityId, path })
}
