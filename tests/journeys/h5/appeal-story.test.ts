import { APPEAL_STORY } from '../appeal-story'
import { tell } from '../tell'

tell('h5', APPEAL_STORY)
