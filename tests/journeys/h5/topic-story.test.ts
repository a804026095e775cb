import { tell } from '../tell'
import { TOPIC_STORY } from '../topic-story'

tell('h5', TOPIC_STORY)
