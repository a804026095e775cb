import type { AppealVerb, ErrorCode, TimelineRole } from '../../../src/contract'
import { holdsRole, isStaffOf, type Standing } from '../membership'
import { isWithin } from '../places'
import { findMove, refuseMove, type Situation, type Verb } from './transitions'

/** What a policy must know of a case. */
export interface CaseFacts extends Situation {
  reporterId: string | null
  communityId: string
  gridPath: string
  handlerPath: string
  departmentPath: string | null
  isPublic: boolean
  /** Somebody else's case ended in this one. */
  hasMerged: boolean
  departmentAnsweredAt: number | null
  departmentStars: number | null
}

/** Whoever looks at a case: their homes and roles (those of colleagues on leave too), and what ties them to this case. */
export interface Viewer {
  standing: Standing
  /** Reported it, joined it, or had an own case merged into it. */
  tie: 'reporter' | 'joined' | 'merged' | null
  /** Named by the street as somebody whom the case is about. */
  isBarred: boolean
}

const STAFF_ROLES = ['grid_officer', 'secretary', 'street_staff', 'department_staff'] as const
export type StaffRole = (typeof STAFF_ROLES)[number]

/** The offices in which a person may deal with a case. Below the street nobody deals with a case about the grid or the community. */
export function officesOf({ standing, isBarred }: Viewer, facts: CaseFacts): StaffRole[] {
  if (isBarred) return []
  const above: StaffRole[] = facts.isConflict ? ['street_staff'] : ['grid_officer', 'secretary', 'street_staff']
  const held = above.filter((role) => holdsRole(standing, [role], facts.gridPath))
  const departments = [facts.departmentPath, facts.desk === 'department' ? facts.handlerPath : null]
  const isDepartment = departments.some((path) => path !== null && holdsRole(standing, ['department_staff'], path))
  return isDepartment ? [...held, 'department_staff'] : held
}

export function isReporter(viewer: Viewer, facts: CaseFacts): boolean {
  return facts.reporterId !== null && facts.reporterId === viewer.standing.personId
}

function isNeighbour({ standing }: Viewer, facts: CaseFacts): boolean {
  return standing.homes.some((home) => home.state === 'verified' && home.communityId === facts.communityId)
}

/** Who may read a case; whoever may not is told that it is not there. */
export function refuseSee(viewer: Viewer, facts: CaseFacts): ErrorCode | null {
  if (isReporter(viewer, facts)) return null
  if (officesOf(viewer, facts).length > 0) return null
  if (viewer.isBarred) return 'not_found'
  // Their own case, about staff too, ended in this one, whose answer is theirs.
  if (viewer.tie === 'merged') return null
  if (facts.isConflict) return 'not_found'
  if (viewer.tie !== null) return null
  if (isNeighbour(viewer, facts)) return facts.isPublic ? null : 'not_found'
  const isWaiting = viewer.standing.homes.some((home) => home.communityId === facts.communityId)
  return isWaiting ? 'not_verified' : 'not_found'
}

/** Staff, and whoever reported it, read all of it; a neighbour reads what the content check let through. */
export function readsAll(viewer: Viewer, facts: CaseFacts): boolean {
  return isReporter(viewer, facts) || officesOf(viewer, facts).length > 0
}

/** The capacities in which somebody can act on a case, the most specific first. */
export function rolesOf(viewer: Viewer, facts: CaseFacts): TimelineRole[] {
  const offices = officesOf(viewer, facts)
  const roles: TimelineRole[] = [...offices]
  if (isReporter(viewer, facts)) roles.push('reporter')
  else if (viewer.tie === null && isNeighbour(viewer, facts)) roles.push('neighbour')
  return roles
}

/** What the reporter says after an answer. Where nobody is known as the reporter, whoever else it concerns says it in their place. */
const AFTER_ANSWER: readonly Verb[] = ['rate_well', 'rate_badly', 'undo_time_out']

function speaksForReporter({ tie, isBarred }: Viewer, facts: CaseFacts): boolean {
  return facts.reporterId === null && tie !== null && !isBarred
}

/** The role in which a verb is possible now, or why it is not. */
export function roleFor(viewer: Viewer, facts: CaseFacts, verb: Verb): { role: TimelineRole } | { refusal: ErrorCode } {
  if (verb === 'join' && viewer.tie !== null && !isReporter(viewer, facts)) return { refusal: 'already_joined' }
  // Nobody ends what others wait for.
  if (verb === 'withdraw' && facts.hasMerged) return { refusal: 'not_allowed' }
  const roles = rolesOf(viewer, facts)
  if (AFTER_ANSWER.includes(verb) && speaksForReporter(viewer, facts)) roles.push('reporter')
  // Whoever handles a case does not also say how well it was handled.
  const isOwnJudge = (verb === 'rate_well' || verb === 'rate_badly') && officesOf(viewer, facts).length > 0
  if (isOwnJudge) return { refusal: 'not_allowed' }
  const role = roles.find((candidate) => findMove(facts, verb, candidate) !== null)
  if (role) return { role }
  const refusals = roles.map((candidate) => refuseMove(facts, verb, candidate))
  return { refusal: refusals.includes('wrong_state') ? 'wrong_state' : 'not_allowed' }
}

export function refuseSetConflict(viewer: Viewer, facts: CaseFacts): ErrorCode | null {
  return officesOf(viewer, facts).includes('street_staff') ? null : 'not_allowed'
}

/** The grid rates the department that came, once (下考上). */
export function refuseRateDepartment(viewer: Viewer, facts: CaseFacts): ErrorCode | null {
  if (!officesOf(viewer, facts).includes('grid_officer')) return 'not_allowed'
  if (facts.departmentAnsweredAt === null) return 'wrong_state'
  return facts.departmentStars === null ? null : 'already_rated'
}

const SIMPLE: readonly Extract<AppealVerb, Verb>[] = [
  'accept',
  'answer',
  'whistle',
  'merge',
  'approve',
  'send_back',
  'assign',
  'note',
  'withdraw',
  'join',
  'undo_time_out',
]

export function abilities(viewer: Viewer, facts: CaseFacts, mayStillUndo: boolean): Record<AppealVerb, boolean> {
  const may = (verb: Verb) => 'role' in roleFor(viewer, facts, verb)
  const simple = Object.fromEntries(SIMPLE.map((verb) => [verb, may(verb)])) as Record<(typeof SIMPLE)[number], boolean>
  return {
    ...simple,
    undo_time_out: simple.undo_time_out && mayStillUndo,
    rate: may('rate_well'),
    set_conflict: refuseSetConflict(viewer, facts) === null,
    rate_department: refuseRateDepartment(viewer, facts) === null,
  }
}

/** Who is let into the list of a place's cases, and what they find there. */
export type ListScope = { refusal: ErrorCode } | { sees: 'all' | 'unconflicted' | 'public' }

export function scopeAt(
  standing: Standing,
  place: { path: string; kind: string; communityPath: string | null },
): ListScope {
  const holds = (role: StaffRole) => holdsRole(standing, [role], place.path)
  if (place.kind === 'department') return holds('department_staff') ? { sees: 'all' } : { refusal: 'not_found' }
  if (holds('street_staff')) return { sees: 'all' }
  if (holds('grid_officer') || holds('secretary')) return { sees: 'unconflicted' }
  const { communityPath } = place
  const homes = standing.homes.filter(({ gridPath }) =>
    communityPath === null ? isWithin(gridPath, place.path) : isWithin(gridPath, communityPath),
  )
  if (homes.length === 0) return { refusal: 'not_found' }
  if (!homes.some(({ state }) => state === 'verified')) return { refusal: 'not_verified' }
  return communityPath === null ? { refusal: 'not_allowed' } : { sees: 'public' }
}

/** Whoever lives in the community may report anything in it, and staff what they find on their rounds; the same look for similar cases. */
export function refuseReport(
  standing: Standing,
  grid: { id: string; path: string; communityId: string },
): ErrorCode | null {
  const homes = standing.homes.filter((home) => home.communityId === grid.communityId)
  if (homes.some(({ state }) => state === 'verified') || isStaffOf(standing, grid.path)) return null
  return homes.length > 0 ? 'not_verified' : 'not_found'
}

/** The numbers of a place: for whoever lives or works in it or in what it is part of, and for the departments that come there. */
export function refuseSummary(
  standing: Standing,
  place: { path: string; communityPath: string | null },
): ErrorCode | null {
  const isStaff = standing.roles.some(
    ({ role, placePath }) =>
      STAFF_ROLES.includes(role as StaffRole) && role !== 'department_staff' && isWithin(place.path, placePath),
  )
  if (isStaff) return null
  const within = place.communityPath ?? place.path
  const homes = standing.homes.filter(({ gridPath }) => isWithin(gridPath, within))
  if (homes.some(({ state }) => state === 'verified')) return null
  return homes.length > 0 ? 'not_verified' : 'not_found'
}
