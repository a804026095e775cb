import type { Relation, Role } from '../../../src/contract'
import type { Reader } from '../../storage/store'
import type { HeldRole, Home, Standing } from './policy'
import { listTies, type StandingRow } from './repository'

/** Read at every request and never remembered: whoever lost a role is stopped at the next call. */
export async function findStanding(reader: Reader, personId: string): Promise<Standing> {
  return toStanding(personId, await listTies(reader, [personId]))
}

/** The same for many people in one question, by their ids. */
export async function findStandings(reader: Reader, personIds: readonly string[]): Promise<Map<string, Standing>> {
  const ties = new Map<string, StandingRow[]>(personIds.map((personId) => [personId, []]))
  for (const tie of await listTies(reader, personIds)) ties.get(tie.personId)?.push(tie)
  return new Map([...ties].map(([personId, own]) => [personId, toStanding(personId, own)]))
}

function toStanding(personId: string, ties: readonly StandingRow[]): Standing {
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
