import type { Translated } from '../translated'
import type { zhCN } from '../zh-CN'
import { account } from './account'
import { aid } from './aid'
import { alerts } from './alerts'
import { appeals } from './appeals'
import { casework } from './casework'
import { common } from './common'
import { compose } from './compose'
import { deliberation } from './deliberation'
import { desk } from './desk'
import { doing } from './doing'
import { feed } from './feed'
import { files } from './files'
import { frame } from './frame'
import { home } from './home'
import { inbox } from './inbox'
import { insights } from './insights'
import { membership } from './membership'
import { moderation } from './moderation'
import { notices } from './notices'
import { points } from './points'
import { post } from './post'
import { search } from './search'
import { session } from './session'
import { time } from './time'
import { voice } from './voice'
import { volunteering } from './volunteering'
import { voting } from './voting'

export const en: Translated<typeof zhCN> = {
  common,
  time,
  compose,
  feed,
  home,
  notices,
  post,
  account,
  alerts,
  aid,
  appeals,
  casework,
  insights,
  deliberation,
  desk,
  doing,
  files,
  frame,
  inbox,
  membership,
  moderation,
  points,
  search,
  voting,
  session,
  voice,
  volunteering,
}
