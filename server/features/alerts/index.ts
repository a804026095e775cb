export { clearEndedAlerts } from './clear-ended-alerts'
export { alertsHolder } from './personal-data'
export { photoRoutes } from './photo-routes'
export { alertsRoutes } from './routes'
