import type { Deps } from '../deps'
import { appealsClock } from './appeals-clock'
import { askCareCircles } from './ask-care-circles'
import { clearEndedAlerts } from './clear-ended-alerts'
import { deleteExpired } from './delete-expired'
import { deleteForgottenImages } from './delete-forgotten-images'
import { deliverMessages } from './deliver-outbox'
import { expireRedemptions } from './expire-redemptions'
import { finishErasures } from './finish-erasures'
import { askNeighbours, matchDaily } from './match-neighbours'
import { payOwedPoints } from './pay-owed-points'
import { publishNotices } from './publish-notices'
import { recheckContent } from './recheck-content'
import { type Job, type JobObserver, type RunningJobs, startJobs as startAll } from './run-jobs'
import { sealLedgers } from './seal-ledgers'
import { settleVolunteering } from './settle-shifts'
import { tendPolls } from './tend-polls'
import { topicsClock } from './topics-clock'

/** All that runs by the clock. */
export const JOBS: readonly Job[] = [
  publishNotices,
  appealsClock,
  deliverMessages,
  clearEndedAlerts,
  recheckContent,
  topicsClock,
  askNeighbours,
  askCareCircles,
  matchDaily,
  deleteExpired,
  deleteForgottenImages,
  finishErasures,
  sealLedgers,
  tendPolls,
  expireRedemptions,
  settleVolunteering,
  payOwedPoints,
]

export function startJobs(deps: Deps, observe?: JobObserver): RunningJobs {
  return startAll(deps, JOBS, observe)
}
