export { importRoutes } from './import-routes'
export { signalsHolder } from './personal-data'
export type { SignalPorts } from './ports'
export { signalRoutes } from './routes'
