import { alerts } from './alerts'
import { common } from './common'
import { compose } from './compose'
import { feed } from './feed'
import { frame } from './frame'
import { home } from './home'
import { notices } from './notices'
import { post } from './post'
import { session } from './session'
import { time } from './time'

/** What the home page and the frame around every page say. */
export const first = {
  alerts,
  common,
  time,
  compose,
  feed,
  home,
  notices,
  post,
  frame,
  session,
}
