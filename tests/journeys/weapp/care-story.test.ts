import { CARE_STORY } from '../care-story'
import { tell } from '../tell'

tell('weapp', CARE_STORY)
