import { GRID_STORY } from '../grid-story'
import { tell } from '../tell'

tell('weapp', GRID_STORY)
