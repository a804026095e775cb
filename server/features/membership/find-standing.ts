import type { Relation, Role } from '../../../src/contract'
import type { Reader } from '../../storage/store'
import type { HeldRole, Home, Standing } from './policy'
import { listTies, type StandingRow } from './repository'

/** Read at every request and never remembered: whoever lost a role is stopped at the next call. */
export async function findStanding(reader: Reader, personId: string): Promise<Standing> {
  const ties = await listTies(reader, personId)
  return {
    personId,
    homes: ties.filter(({ tie }) => tie === 'home').map(toHome),
    roles: ties.filter(({ tie }) => tie === 'role').map(toRole),
  }
}

function toHome(row: StandingRow): Home {
  return {
    membershipId: row.id,
    state: row.state === 'verified' ? 'verified' : 'pending',
    relation: row.relation as Relation,
    communityId: row.communityId ?? '',
    gridId: row.placeId,
    gridPath: row.path,
    buildingId: row.buildingId ?? '',
    householdId: row.householdId ?? '',
  }
}

function toRole(row: StandingRow): HeldRole {
  return { role: row.role as Role, placeId: row.placeId, placePath: row.path }
}
