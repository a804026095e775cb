export { findDuties } from './find-duties'
export { handOversHolder } from './personal-data'
export { listPeopleOnDuty } from './repository'
export { handOversRoutes } from './routes'
