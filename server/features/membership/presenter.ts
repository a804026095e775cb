import type { MembershipState, MembershipView, Relation } from '../../../src/contract'
import { refuseVerifying, type Standing } from './policy'
import type { MembershipRow } from './repository'
import { allowsVerb } from './rules'

export function presentMembership(row: MembershipRow, standing: Standing): MembershipView {
  const mayVerify = refuseVerifying(standing, row.gridPath) === null && row.personId !== standing.personId
  const isOwn = row.personId === standing.personId
  return {
    id: row.id,
    personId: row.personId,
    displayName: row.displayName,
    relation: row.relation as Relation,
    state: row.state as MembershipState,
    refusedReason: row.refusedReason,
    household: { id: row.householdId, number: row.number, floor: row.floor },
    building: { id: row.buildingId, kind: 'building', name: row.buildingName },
    grid: { id: row.gridId, kind: 'grid', name: row.gridName },
    community: { id: row.communityId, kind: 'community', name: row.communityName },
    createdAt: new Date(row.createdAt).toISOString(),
    decidedAt: row.decidedAt === null ? null : new Date(row.decidedAt).toISOString(),
    can: {
      verify: mayVerify && allowsVerb(row.state, 'verify'),
      refuse: mayVerify && allowsVerb(row.state, 'refuse'),
      end: (mayVerify || isOwn) && allowsVerb(row.state, 'end'),
    },
  }
}
