import type { Deps } from '../deps'
import { deleteExpiredPhoneCodes, deleteExpiredSessions, deleteOldSignIns } from '../features/identity'
import { deleteUnusedImages } from '../features/media'
import { forgetOldOriginals } from '../features/moderation'
import { deleteOldNews } from '../features/notifications'
import type { Job } from './run-jobs'

/** Forgets what has run out: sessions, old lines of the log of signing in, phone codes, old messages and lines of inboxes, and what cases that ended long ago were about. */
export async function runDeleteExpired(deps: Deps): Promise<void> {
  const now = deps.clock.now()
  await deps.store.write((tx) => deleteExpiredSessions(tx, now))
  await deps.store.write((tx) => deleteExpiredPhoneCodes(tx, now))
  await deleteOldSignIns(deps)
  await deleteOldNews(deps)
  await deleteUnusedImages(deps, await forgetOldOriginals(deps))
}

export const deleteExpired: Job = { name: 'delete-expired', intervalMs: 3_600_000, run: runDeleteExpired }
