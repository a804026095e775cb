import { account } from './account'
import { desk } from './desk'
import { membership } from './membership'
import { moderation } from './moderation'
import { search } from './search'

/** What is said on other pages: a new area is named here, unless the home page speaks of it. */
export const later = {
  account,
  desk,
  membership,
  moderation,
  search,
}
