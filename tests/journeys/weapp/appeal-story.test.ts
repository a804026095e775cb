import { APPEAL_STORY } from '../appeal-story'
import { tell } from '../tell'

tell('weapp', APPEAL_STORY)
