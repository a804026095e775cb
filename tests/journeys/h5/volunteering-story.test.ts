import { tell } from '../tell'
import { VOLUNTEERING_STORY } from '../volunteering-story'

tell('h5', VOLUNTEERING_STORY)
