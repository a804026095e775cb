import { tell } from '../tell'
import { VOLUNTEERING_STORY } from '../volunteering-story'

tell('weapp', VOLUNTEERING_STORY)
