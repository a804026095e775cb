import type { Deps } from '../../deps'
import { newId } from '../../kernel/ids'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { recordAct } from '../../storage/acts'
import { findStanding } from '../membership'
import { findPlace } from '../places'
import { refuseVouching } from './policy'
import { deleteVolunteer, insertVolunteer } from './volunteer-repository'

/** Staff say that a resident of the community is a volunteer, or is not any more; who said so is kept. @throws Problem not_found for somebody who does not live there */
export async function vouchForVolunteer(
  deps: Deps,
  command: { placeId: string; personId: string; volunteerId: string; isVolunteer: boolean },
): Promise<void> {
  const { placeId, personId, volunteerId, isVolunteer } = command
  const createdAt = deps.clock.now()
  await deps.store.write(async (tx) => {
    const place = found(await findPlace(tx, placeId))
    refuseIf(refuseVouching(await findStanding(tx, personId), place))
    const communityId = place.communityId ?? place.id
    const action = isVolunteer ? 'vouch' : 'unvouch'
    const record = { subjectKind: 'aid_volunteer', subjectId: volunteerId, id: newId(createdAt), action, personId }
    if (!isVolunteer) {
      await recordAct(tx, { ...record, body: { action }, at: createdAt })
      return deleteVolunteer(tx, communityId, volunteerId)
    }
    const { homes } = await findStanding(tx, volunteerId)
    if (!homes.some((home) => home.communityId === communityId && home.state === 'verified'))
      throw new Problem('not_found')
    await recordAct(tx, { ...record, body: { action }, at: createdAt })
    await insertVolunteer(tx, { communityId, personId: volunteerId, verifiedById: personId, createdAt })
  })
}
