import { LIMITS, type Relation } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, refuseIf } from '../../kernel/problem'
import { hashRequest } from '../../kernel/request-hash'
import { assertSameRequest } from '../../storage/acts'
import { notify } from '../notifications'
import { findHousehold, findPlace, idsOnPath } from '../places'
import {
  countPendingOfPerson,
  findActiveMembership,
  findMembership,
  insertMembership,
  listStaffOnPath,
  type MembershipRow,
} from './repository'
import { refuseRequest } from './rules'

export interface RequestMembershipCommand {
  id: string
  personId: string
  householdId: string
  relation: Relation
}

/** A person asks to be let into a household; the grid's officers are told. */
export async function requestMembership(
  deps: Deps,
  command: RequestMembershipCommand,
): Promise<{ outcome: 'created' | 'exists'; membership: MembershipRow }> {
  const { id, personId, householdId, relation } = command
  const requestHash = hashRequest({ householdId, relation })
  const now = deps.clock.now()
  return deps.store.write(async (tx) => {
    const known = await findMembership(tx, id)
    if (known) {
      assertSameRequest(known, requestHash, known.personId, personId)
      return { outcome: 'exists', membership: known }
    }
    const household = found(await findHousehold(tx, householdId))
    const grid = found(await findPlace(tx, household.gridId))
    const active = await findActiveMembership(tx, personId, householdId)
    refuseIf(refuseRequest(await countPendingOfPerson(tx, personId), LIMITS.membershipsPending, active !== null))
    const { communityId, buildingId, gridId } = household
    await insertMembership(tx, {
      communityId,
      id,
      personId,
      householdId,
      buildingId,
      gridId,
      relation,
      createdAt: now,
      requestHash,
    })
    const membership = found(await findMembership(tx, id))
    const officers = await listStaffOnPath(tx, idsOnPath(grid.path), ['grid_officer'])
    await notify(tx, {
      personIds: officers.map((officer) => officer.personId),
      kind: 'membership_requested',
      params: { name: membership.displayName, building: membership.buildingName, household: membership.number },
      subject: { kind: 'membership', id },
      aboutPersonId: personId,
      at: now,
    })
    return { outcome: 'created', membership }
  })
}
