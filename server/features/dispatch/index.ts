export { guessCategories } from './classify'
export { findDispatch, findStreet, getDepartmentFor } from './find-dispatch'
export { dispatchRoutes } from './routes'
export { levelOf } from './rules'
