import type { AccountKind, ErrorCode, Role, TransferKind } from '../../../src/contract'
import { holdsRole, isStaffOf, type Standing } from '../membership'
import { isWithin } from '../places'

/** The community whose ledger it is about. */
export interface CommunityFacts {
  id: string
  path: string
}

/** Who gives points out, and who issues them to a budget. */
const BUDGET_HOLDERS: readonly Role[] = ['secretary']
const ISSUERS: readonly Role[] = ['street_staff']
/** Who sees what goes in and out of the accounts of a place. */
const OVERSEERS: readonly Role[] = ['secretary', 'street_staff']

/** Residents of the community, and staff of it or of a part of it. A stranger is told nothing. */
export function refuseStranger(standing: Standing, community: CommunityFacts): ErrorCode | null {
  const isStaff =
    isStaffOf(standing, community.path) ||
    standing.roles.some((held) => isWithin(held.placePath, community.path) && isStaffOf(standing, held.placePath))
  const homes = standing.homes.filter(({ communityId }) => communityId === community.id)
  if (isStaff || homes.some(({ state }) => state === 'verified')) return null
  return homes.length > 0 ? 'not_verified' : 'not_found'
}

function refuseUnless(roles: readonly Role[]) {
  return (standing: Standing, community: CommunityFacts): ErrorCode | null =>
    holdsRole(standing, roles, community.path) ? null : (refuseStranger(standing, community) ?? 'not_allowed')
}

export const refuseGranting = refuseUnless(BUDGET_HOLDERS)
export const refuseIssuing = refuseUnless(ISSUERS)
export const refuseOverseeing = refuseUnless(OVERSEERS)

/** A resident's entries are theirs alone: staff are not there to watch what people earn and spend. */
export function refuseAccount(
  standing: Standing,
  account: { kind: AccountKind; ownerId: string },
  community: CommunityFacts,
): ErrorCode | null {
  if (account.kind !== 'resident') return refuseOverseeing(standing, community)
  if (account.ownerId === standing.personId) return null
  return refuseStranger(standing, community) ?? 'not_allowed'
}

/** Whoever could have sent the points may take the mistake back. */
export function refuseReversing(standing: Standing, kind: TransferKind, community: CommunityFacts): ErrorCode | null {
  return kind === 'issue' ? refuseIssuing(standing, community) : refuseGranting(standing, community)
}
