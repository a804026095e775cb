export { homeServicesHolder } from './personal-data'
export { homeServicesRoutes } from './routes'
