export { deleteOldStaffViews } from './delete-old'
export { staffViewsHolder } from './personal-data'
export { recordStaffView } from './record-staff-view'
export { staffViewsRoutes } from './routes'
