import { tell } from '../tell'
import { VOTING_STORY } from '../voting-story'

tell('h5', VOTING_STORY)
