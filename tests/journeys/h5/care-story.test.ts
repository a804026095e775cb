import { CARE_STORY } from '../care-story'
import { tell } from '../tell'

tell('h5', CARE_STORY)
