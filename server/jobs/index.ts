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
import { publishNotices } from './publish-notices'
import { recheckContent } from './recheck-content'
import { type Job, type RunningJobs, startJobs as startAll } from './run-jobs'
import { sealLedgers } from './seal-ledgers'
import { topicsClock } from './topics-clock'

/** All that runs by the clock. */
const JOBS: readonly Job[] = [
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
  expireRedemptions,
]

export function startJobs(deps: Deps): RunningJobs {
  return startAll(deps, JOBS)
}
