import { tell } from '../tell'
import { TOPIC_STORY } from '../topic-story'

tell('weapp', TOPIC_STORY)
