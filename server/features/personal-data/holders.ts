import type { Deps } from '../../deps'
import { actsHolder } from '../../storage/personal-acts'
import type { PersonalDataHolder } from '../../storage/personal-data'
import { alertsHolder } from '../alerts'
import { appealsHolder } from '../appeals'
import { ballotsHolder } from '../ballots'
import { callUpsHolder } from '../call-ups'
import { careHolder } from '../care'
import { careCirclesHolder } from '../care-circles'
import { deliberationHolder } from '../deliberation'
import { feedHolder } from '../feed'
import { handOversHolder } from '../hand-overs'
import { homeServicesHolder } from '../home-services'
import { identityHolder } from '../identity'
import { ledgerHolder } from '../ledger'
import { mediaHolder } from '../media'
import { membershipHolder } from '../membership'
import { moderationHolder } from '../moderation'
import { mutualAidHolder } from '../mutual-aid'
import { noticesHolder } from '../notices'
import { notificationsHolder } from '../notifications'
import { ownersHolder } from '../owners'
import { pollsHolder } from '../polls'
import { rewardsHolder } from '../rewards'
import { rollsHolder } from '../rolls'
import { serviceRecordHolder } from '../service-record'
import { signalsHolder } from '../signals'
import { staffViewsHolder } from '../staff-views'
import { volunteeringHolder } from '../volunteering'
import { volunteersHolder } from '../volunteers'

/** Everybody who keeps data about people, in the order in which they are asked. A new feature that does so joins here. */
export function holdersOf(deps: Deps): readonly PersonalDataHolder[] {
  return [
    // Before the identities, by which an owner's phone is known.
    ownersHolder,
    identityHolder,
    membershipHolder,
    feedHolder,
    mediaHolder(deps),
    noticesHolder,
    mutualAidHolder,
    careCirclesHolder,
    homeServicesHolder,
    appealsHolder,
    handOversHolder,
    careHolder,
    signalsHolder,
    alertsHolder,
    deliberationHolder,
    moderationHolder,
    // Before the ledger's: what waits at a desk is given back first.
    rewardsHolder,
    ledgerHolder,
    volunteeringHolder,
    serviceRecordHolder,
    volunteersHolder,
    callUpsHolder,
    ballotsHolder,
    rollsHolder,
    pollsHolder,
    notificationsHolder,
    staffViewsHolder,
    actsHolder,
  ]
}
