export { importRoutes } from './import-routes'
export { signalsHolder } from './personal-data'
export { signalRoutes } from './routes'
