import { AID_STORY } from '../aid-story'
import { tell } from '../tell'

tell('weapp', AID_STORY)
