export { endOverdueCallUps } from './act-on-call-up'
export { callUpsHolder } from './personal-data'
export { callUpsRoutes } from './routes'
