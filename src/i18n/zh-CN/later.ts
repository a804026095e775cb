import { account } from './account'
import { appeals } from './appeals'
import { casework } from './casework'
import { desk } from './desk'
import { insights } from './insights'
import { membership } from './membership'
import { moderation } from './moderation'
import { points } from './points'
import { search } from './search'
import { volunteering } from './volunteering'
import { voting } from './voting'

/** What is said on other pages: a new area is named here, unless the home page speaks of it. */
export const later = {
  insights,
  casework,
  appeals,
  account,
  desk,
  membership,
  moderation,
  points,
  search,
  voting,
  volunteering,
}
