import { GRID_STORY } from '../grid-story'
import { tell } from '../tell'

tell('alipay', GRID_STORY)
