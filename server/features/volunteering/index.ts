export { activityRoutes } from './activity-routes'
export type { PointsPerHour } from './create-shift'
export { countActivitiesWaitingFor, listActivitiesWaitingFor } from './list-proposed'
export { volunteeringHolder } from './personal-data'
export { organises, refuseCorrectHours, refuseOrganise, refuseReadActivity, refuseSignUp } from './policy'
export { factsOfShift } from './presenter'
export { findShift, type ShiftRow } from './repository'
export { hasSkills, isOldEnough, listOf } from './rules'
export { seriesRoutes } from './series-routes'
export {
  type CorrectionRow,
  countedMinutes,
  findService,
  listCorrections,
  presentCorrections,
  presentService,
  type ServiceRow,
} from './service-brief'
export { settleShifts } from './settle-shifts'
export { shiftRoutes } from './shift-routes'
export type { SignUpCommand, SignUpOutcome } from './sign-up-many'
export { SignUpQueue } from './sign-up-queue'
export {
  endSignUp,
  findActiveSignUp,
  holdRoles,
  insertSignUps,
  listBusyPeople,
  type SignUpRow,
  saveCount,
} from './sign-up-repository'
export { signUpRoutes } from './sign-up-routes'
export { isOver, mayAttestAt, mayCheckInAt, mayCheckOutAt } from './times'
