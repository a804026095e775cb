import type { Deps } from '../deps'
import { deleteExpiredPhoneCodes, deleteExpiredSessions, deleteOldSignIns } from '../features/identity'
import { deleteUnusedImages } from '../features/media'
import { forgetOldOriginals } from '../features/moderation'
import { forgetOldVoices } from '../features/mutual-aid'
import { deleteOldNews } from '../features/notifications'
import { deleteOldStaffViews } from '../features/staff-views'
import type { Job } from './run-jobs'

interface Retention {
  what: string
  keptFor: string
  forget(deps: Deps): Promise<void>
}

/** What is kept for a time and forgotten then (PIPL art. 19). The table in docs/security.md says the same, and a test holds them together. */
export const RETENTION: readonly Retention[] = [
  {
    what: 'Who is signed in',
    keptFor: '60 days, or until signed out',
    forget: async ({ store, clock }) => void (await store.write((tx) => deleteExpiredSessions(tx, clock.now()))),
  },
  {
    what: 'Sign-in codes',
    keptFor: '5 minutes',
    forget: async ({ store, clock }) => void (await store.write((tx) => deleteExpiredPhoneCodes(tx, clock.now()))),
  },
  { what: 'The log of signing in', keptFor: '13 months', forget: deleteOldSignIns },
  { what: 'Who of the staff looked at whom', keptFor: '13 months', forget: deleteOldStaffViews },
  {
    what: 'Lines of inboxes and messages to platforms',
    keptFor: '180 days after they were read; 30 days after they were sent or given up',
    forget: deleteOldNews,
  },
  {
    what: 'What ended cases of moderation were about',
    keptFor: '180 days after the end',
    forget: async (deps) => deleteUnusedImages(deps, await forgetOldOriginals(deps)),
  },
  { what: 'What was spoken with a request for help', keptFor: '30 days after its end', forget: forgetOldVoices },
]

/** Forgets what has run out. */
export async function runDeleteExpired(deps: Deps): Promise<void> {
  for (const { forget } of RETENTION) await forget(deps)
}

export const deleteExpired: Job = { name: 'delete-expired', intervalMs: 3_600_000, run: runDeleteExpired }
