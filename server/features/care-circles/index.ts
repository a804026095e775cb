export { askCircles } from './ask-circles'
export { careCirclesHolder } from './personal-data'
export { careCirclesRoutes } from './routes'
