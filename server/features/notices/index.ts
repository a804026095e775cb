export { publishDueNotices } from './publish-notices'
export { noticesRoutes } from './routes'
