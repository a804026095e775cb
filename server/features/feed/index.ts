export { feedSubjects } from './reportable'
export { feedRoutes } from './routes'
