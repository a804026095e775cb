import { GRID_STORY } from '../grid-story'
import { tell } from '../tell'

tell('h5', GRID_STORY)
