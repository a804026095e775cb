import type { Deps } from '../../deps'
import { listCommunitiesWithNeeds } from './need-repository'
import { runMatching, withMatchingThread } from './run-matching'

/** Every community that has open needs, one after the other. */
export async function runDailyMatching(deps: Deps): Promise<void> {
  const communities = await listCommunitiesWithNeeds(deps.store.read, deps.clock.now())
  if (communities.length === 0) return
  await withMatchingThread(deps, async (thread) => {
    for (const { communityId, path } of communities) await runMatching(deps, thread, { communityId, path })
  })
}
