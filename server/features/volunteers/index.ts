export { volunteersHolder } from './personal-data'
export { listReadyPeople, listVolunteers, type ReadyPerson, type VolunteerRow } from './repository'
export { volunteersRoutes } from './routes'
