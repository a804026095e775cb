import type { Deps } from '../../deps'
import { deleteSignInsBefore } from './repository'

/** At least six months by the Cybersecurity Law, art. 21 (3); a year and a month lets a yearly inspection see the whole year. */
const KEPT_MONTHS = 13

/** Forgets signings in that are older than the log is kept. */
export async function deleteOldSignIns(deps: Deps): Promise<void> {
  const before = deps.clock.now()
  before.setUTCMonth(before.getUTCMonth() - KEPT_MONTHS)
  await deps.store.write((tx) => deleteSignInsBefore(tx, before))
}
