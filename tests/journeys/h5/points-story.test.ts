import { POINTS_STORY } from '../points-story'
import { tell } from '../tell'

tell('h5', POINTS_STORY)
