export { appendTransfers } from './append-transfers'
export type { NewTransfer, TransferOutcome } from './book'
export { ledgerHeadRoutes } from './head-routes'
export { LedgerFault } from './ledger-fault'
export { type AccountOwner, lookUpAccount, openAccount } from './open-accounts'
export { ledgerHolder } from './personal-data'
export { type CommunityFacts, refuseGranting, refuseStranger } from './policy'
export { communityAt } from './read-totals'
export { findAccount, hasLeft, sumOfTransfers } from './repository'
export { ledgerRoutes } from './routes'
export { type HourlyRates, pointsForMinutes } from './rules'
export { sealDays, sealDaysUntil } from './seal-days'
export { findPointsRule, hourlyRatesOf, type PointsRates } from './set-rule'
export { type TakenBack, takeBackPoints } from './take-back-points'
export {
  type AwardCommand,
  type AwardOutcome,
  awardPoints,
  reverseTransfer,
  type TransferPointsCommand,
  transferPoints,
} from './transfer-points'
export type { PublishedHead } from './verify-heads'
export { type LedgerReport, verifyLedgers } from './verify-ledger'
