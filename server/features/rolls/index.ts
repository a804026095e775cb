export { rollsHolder } from './personal-data'
export { rollsRoutes } from './routes'
