/** One thing that waits, known by its place in the list it comes from. */
export interface Waiting {
  id: string
  createdAt: number
}

/** How far each list has been given out. */
export interface DeskPosition {
  membershipSince: number
  membershipId: string
  caseSince: number
  caseId: string
}

/**
 * Merges two lists, each oldest first, into a page that is oldest first. Both hold one item more than the page, where there are so many; the
 * position after the page says where each list goes on, so that what joins one of them meanwhile moves nothing in the other.
 */
export function mergeWaiting<Membership extends Waiting, Case extends Waiting>(
  memberships: readonly Membership[],
  cases: readonly Case[],
  limit: number,
  from: DeskPosition,
): { page: ({ membership: Membership } | { case: Case })[]; next: DeskPosition | null } {
  const page: ({ membership: Membership } | { case: Case })[] = []
  const position = { ...from }
  let taken = 0
  while (page.length < limit) {
    const membership = memberships[taken]
    const waitingCase = cases[page.length - taken]
    if (membership !== undefined && (waitingCase === undefined || membership.createdAt <= waitingCase.createdAt)) {
      page.push({ membership })
      position.membershipSince = membership.createdAt
      position.membershipId = membership.id
      taken += 1
    } else if (waitingCase !== undefined) {
      page.push({ case: waitingCase })
      position.caseSince = waitingCase.createdAt
      position.caseId = waitingCase.id
    } else break
  }
  const hasMore = memberships.length + cases.length > page.length
  return { page, next: hasMore ? position : null }
}
