export { askCircles } from './ask-circles'
export { noteMovedDoor } from './note-moved-door'
export { careCirclesHolder } from './personal-data'
export { careCirclesRoutes } from './routes'
