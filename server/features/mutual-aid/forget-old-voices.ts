import type { Deps } from '../../deps'
import { deleteUnusedVoices } from '../media'
import { takeOldVoices } from './need-repository'

const KEPT_DAYS = 30
const DAY_MS = 86_400_000

/** Deletes what was spoken with needs that ended a month ago: so long something that was not right can be looked into. */
export async function forgetOldVoices(deps: Deps): Promise<void> {
  const before = new Date(deps.clock.now().getTime() - KEPT_DAYS * DAY_MS)
  for (;;) {
    const ids = await deps.store.write((tx) => takeOldVoices(tx, before))
    if (ids.length === 0) return
    await deleteUnusedVoices(deps, ids)
  }
}
