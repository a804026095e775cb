import { POINTS_STORY } from '../points-story'
import { tell } from '../tell'

tell('weapp', POINTS_STORY)
