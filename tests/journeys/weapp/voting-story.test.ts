import { tell } from '../tell'
import { VOTING_STORY } from '../voting-story'

tell('weapp', VOTING_STORY)
