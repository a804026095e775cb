import { POINTS_STORY } from '../points-story'
import { tell } from '../tell'

tell('alipay', POINTS_STORY)
