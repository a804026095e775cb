import type { Deps } from '../../deps'
import { actsHolder } from '../../storage/personal-acts'
import type { PersonalDataHolder } from '../../storage/personal-data'
import { deliberationHolder } from '../deliberation'
import { feedHolder } from '../feed'
import { identityHolder } from '../identity'
import { mediaHolder } from '../media'
import { membershipHolder } from '../membership'
import { moderationHolder } from '../moderation'
import { noticesHolder } from '../notices'
import { notificationsHolder } from '../notifications'

/** Everybody who keeps data about people, in the order in which they are asked. A new feature that does so joins here. */
export function holdersOf(deps: Deps): readonly PersonalDataHolder[] {
  return [
    identityHolder,
    membershipHolder,
    feedHolder,
    mediaHolder(deps),
    noticesHolder,
    deliberationHolder,
    moderationHolder,
    notificationsHolder,
    actsHolder,
  ]
}
