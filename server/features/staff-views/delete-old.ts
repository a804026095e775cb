import type { Deps } from '../../deps'
import { deleteViewsBefore } from './repository'

/** As long as the log of signing in (identity/delete-old-sign-ins.ts): a whole year can be looked through. */
const KEPT_MONTHS = 13

/** Forgets who looked at whom a long time ago. */
export async function deleteOldStaffViews(deps: Deps): Promise<void> {
  const before = deps.clock.now()
  before.setUTCMonth(before.getUTCMonth() - KEPT_MONTHS)
  await deps.store.write((tx) => deleteViewsBefore(tx, before))
}
