import type { Deps } from '../deps'
import { deleteExpiredPhoneCodes, deleteExpiredSessions } from '../features/identity'
import { deleteOldNews } from '../features/notifications'
import type { Job } from './run-jobs'

/** Forgets what has run out: sessions, phone codes, old messages and old lines of inboxes. */
export async function runDeleteExpired(deps: Deps): Promise<void> {
  const now = deps.clock.now()
  await deps.store.write((tx) => deleteExpiredSessions(tx, now))
  await deps.store.write((tx) => deleteExpiredPhoneCodes(tx, now))
  await deleteOldNews(deps)
}

export const deleteExpired: Job = { name: 'delete-expired', intervalMs: 3_600_000, run: runDeleteExpired }
