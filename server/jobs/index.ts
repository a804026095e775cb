import type { Deps } from '../deps'
import { appealsClock } from './appeals-clock'
import { clearEndedAlerts } from './clear-ended-alerts'
import { deleteExpired } from './delete-expired'
import { deleteForgottenImages } from './delete-forgotten-images'
import { deliverMessages } from './deliver-outbox'
import { expireRedemptions } from './expire-redemptions'
import { finishErasures } from './finish-erasures'
import { payOwedPoints } from './pay-owed-points'
import { publishNotices } from './publish-notices'
import { recheckContent } from './recheck-content'
import { type Job, type RunningJobs, startJobs as startAll } from './run-jobs'
import { sealLedgers } from './seal-ledgers'
import { settleVolunteering } from './settle-shifts'
import { tendPolls } from './tend-polls'

/** All that runs by the clock. */
const JOBS: readonly Job[] = [
  publishNotices,
  appealsClock,
  deliverMessages,
  clearEndedAlerts,
  recheckContent,
  deleteExpired,
  deleteForgottenImages,
  finishErasures,
  sealLedgers,
  tendPolls,
  expireRedemptions,
  settleVolunteering,
  payOwedPoints,
]

export function startJobs(deps: Deps): RunningJobs {
  return startAll(deps, JOBS)
}
