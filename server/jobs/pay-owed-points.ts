import { awardHours } from '../award-hours'
import { payOwedPoints as pay } from '../features/service-record'
import type { Job } from './run-jobs'

/** A budget is filled once a quarter; whoever waited for it need not wait long after that. */
export const payOwedPoints: Job = {
  name: 'pay-owed-points',
  intervalMs: 10 * 60_000,
  run: (deps) => pay(deps, awardHours),
}
