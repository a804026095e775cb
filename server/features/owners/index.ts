export { listOwnersHeads } from './list-heads'
export { ownersHolder } from './personal-data'
export { ownersImportRoutes, ownersRoutes } from './routes'
