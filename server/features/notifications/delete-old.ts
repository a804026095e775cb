import type { Deps } from '../../deps'
import type { Tx } from '../../storage/store'
import { deleteReadNotifications, deleteSettledMessages } from './repository'

const READ_DAYS = 180
const SETTLED_DAYS = 30
/** Rows of one transaction, so that a long overdue clearing holds nobody up. */
const ROWS_MAX = 1_000

/** Forgets what was read half a year ago, and messages that were sent or given up a month ago (PIPL art. 19, shortest retention). */
export async function deleteOldNews(deps: Deps): Promise<void> {
  const daysAgo = (days: number) => new Date(deps.clock.now().getTime() - days * 86_400_000)
  await deleteInSlices(deps, (tx) => deleteReadNotifications(tx, daysAgo(READ_DAYS), ROWS_MAX))
  await deleteInSlices(deps, (tx) => deleteSettledMessages(tx, daysAgo(SETTLED_DAYS), ROWS_MAX))
}

async function deleteInSlices(deps: Deps, deleteSlice: (tx: Tx) => Promise<number>): Promise<void> {
  while ((await deps.store.write(deleteSlice)) === ROWS_MAX);
}
