import { account } from './account'
import { aid } from './aid'
import { appeals } from './appeals'
import { casework } from './casework'
import { deliberation } from './deliberation'
import { desk } from './desk'
import { doing } from './doing'
import { files } from './files'
import { inbox } from './inbox'
import { insights } from './insights'
import { membership } from './membership'
import { moderation } from './moderation'
import { points } from './points'
import { search } from './search'
import { voice } from './voice'
import { volunteering } from './volunteering'
import { voting } from './voting'

/** What is said on other pages: a new area is named here, unless the home page speaks of it. */
export const later = {
  insights,
  casework,
  appeals,
  aid,
  account,
  deliberation,
  desk,
  doing,
  files,
  inbox,
  membership,
  moderation,
  points,
  search,
  voice,
  volunteering,
  voting,
}
