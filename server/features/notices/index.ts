export { noticesHolder } from './personal-data'
export { publishDueNotices } from './publish-notices'
export { noticesRoutes } from './routes'
