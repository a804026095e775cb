import { AID_STORY } from '../aid-story'
import { tell } from '../tell'

tell('h5', AID_STORY)
