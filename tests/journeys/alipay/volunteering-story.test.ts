import { tell } from '../tell'
import { VOLUNTEERING_STORY } from '../volunteering-story'

tell('alipay', VOLUNTEERING_STORY)
