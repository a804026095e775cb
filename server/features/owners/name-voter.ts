import type { Deps } from '../../deps'
import { found, refuseIf } from '../../kernel/problem'
import { findStanding } from '../membership'
import { findPlace } from '../places'
import { refuseRegister } from './policy'
import { nameOwner } from './repository'

/** Co-owners of a unit have said who of them votes (Interpretation of the Supreme People's Court, art. 9); rolls made from now on go by it. */
export async function nameVoter(
  deps: Deps,
  command: { placeId: string; householdId: string; code: string; personId: string },
): Promise<string> {
  const { placeId, householdId, code, personId } = command
  const place = found(await findPlace(deps.store.read, placeId))
  refuseIf(refuseRegister(await findStanding(deps.store.read, personId), place))
  const communityId = found(place.communityId)
  await deps.store.write(async (tx) => {
    found((await nameOwner(tx, communityId, householdId, code)) === 1 ? true : null)
  })
  return communityId
}
