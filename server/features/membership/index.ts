export { placeAbilities } from './abilities-at'
export { findStanding, findStandings } from './find-standing'
export { membershipHolder } from './personal-data'
export {
  type HeldRole,
  type Home,
  holdsRole,
  isStaffOf,
  isVerifiedIn,
  livesIn,
  mayAskForHome,
  refuseGridLife,
  refuseModerating,
  refuseNoticeWriting,
  refuseRead,
  refuseVerifying,
  type Standing,
} from './policy'
export { presentMembership } from './presenter'
export {
  listMembershipsOfGrids,
  listMembershipsOfPerson,
  listRolesOfPerson,
  listStaffOnPath,
  type MembershipRow,
} from './repository'
export { membershipRoutes } from './routes'
