import type { Deps } from '../../deps'
import { actsHolder } from '../../storage/personal-acts'
import type { PersonalDataHolder } from '../../storage/personal-data'
import { feedHolder } from '../feed'
import { identityHolder } from '../identity'
import { ledgerHolder } from '../ledger'
import { mediaHolder } from '../media'
import { membershipHolder } from '../membership'
import { moderationHolder } from '../moderation'
import { noticesHolder } from '../notices'
import { notificationsHolder } from '../notifications'
import { rewardsHolder } from '../rewards'

/** Everybody who keeps data about people, in the order in which they are asked. A new feature that does so joins here. */
export function holdersOf(deps: Deps): readonly PersonalDataHolder[] {
  return [
    identityHolder,
    membershipHolder,
    feedHolder,
    mediaHolder(deps),
    noticesHolder,
    moderationHolder,
    // Before the ledger's: what waits at a desk is given back first.
    rewardsHolder,
    ledgerHolder,
    notificationsHolder,
    actsHolder,
  ]
}
