export { finishErasures } from './erase-person'
export { personalDataRoutes } from './routes'
