export { homeServicesHolder } from './personal-data'
export { listOpenServices, type ServiceRow } from './repository'
export { homeServicesRoutes } from './routes'
