export { threeListsRoutes } from './routes'
