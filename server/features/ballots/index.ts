export { openBallot, openPaperChoices } from './ballot-box'
export { castInBatch } from './cast-queue'
export { idsOf, parseChoices, writeChoices } from './choices'
export { forgetKeys, getOpenKeys } from './open-keys'
export { paperNonce, paperSubject } from './paper-ballots'
export { ballotsHolder } from './personal-data'
export { makeLeaf } from './receipts'
export {
  listConfirmedPaper,
  listSealedAfter,
  openPaperChoices as writePaperChoices,
  type PaperRow,
  type PollKeyed,
} from './repository'
export { ballotsRoutes } from './routes'
