import type { CouncillorKind, ErrorCode, TopicState } from '../../../src/contract'
import { holdsRole, isStaffOf, isVerifiedIn, type Standing } from '../membership'
import { isWithin } from '../places'
import { nextState, type Part, partOf, type TopicVerb } from './rules'

/** Where people deliberate: a grid, or a community of grids. */
export interface TopicPlace {
  id: string
  kind: string
  path: string
}

export interface TopicFacts {
  place: TopicPlace
  state: TopicState
  proposerId: string
  facilitatorId: string | null
  isHeld: boolean
}

/** Whoever looks at a topic. */
export interface Viewer {
  standing: Standing
  /** Of the topic's community. */
  councillor: CouncillorKind | null
}

/** Somebody who is verified at home in the place: who supports, states, votes, meets and rates. */
export function livesAt(standing: Standing, place: TopicPlace): boolean {
  if (place.kind === 'grid') return isVerifiedIn(standing, place.id)
  return standing.homes.some((home) => home.state === 'verified' && isWithin(home.gridPath, place.path))
}

/** Staff of a part deliberate with the whole: the officer of a grid reads the topics of its community. */
function isStaffAround(standing: Standing, place: TopicPlace): boolean {
  if (isStaffOf(standing, place.path)) return true
  return standing.roles.some(
    (held) => isWithin(held.placePath, place.path) && isStaffOf({ ...standing, roles: [held] }, held.placePath),
  )
}

/** Whoever has no tie to the place is told that nothing is there; whoever still waits for the officer, that. */
export function refusePlace(standing: Standing, place: TopicPlace): ErrorCode | null {
  if (livesAt(standing, place) || isStaffAround(standing, place)) return null
  return standing.homes.some((home) => isWithin(home.gridPath, place.path)) ? 'not_verified' : 'not_found'
}

export function isSecretary(standing: Standing, place: TopicPlace): boolean {
  return holdsRole(standing, ['secretary'], place.path)
}

export function refuseSecretary(standing: Standing, place: TopicPlace): ErrorCode | null {
  return refusePlace(standing, place) ?? (isSecretary(standing, place) ? null : 'not_allowed')
}

/** Residents propose, and the secretary lifts what people talk about. */
export function refusePropose(standing: Standing, place: TopicPlace): ErrorCode | null {
  const refusal = refusePlace(standing, place)
  if (refusal !== null) return refusal
  return livesAt(standing, place) || isSecretary(standing, place) ? null : 'not_allowed'
}

/** What waits for somebody to look at its words is there for its proposer and the secretary, and for nobody else. */
export function refuseSee({ standing }: Viewer, facts: TopicFacts): ErrorCode | null {
  const refusal = refusePlace(standing, facts.place)
  if (refusal !== null) return refusal
  const seesHeld = facts.proposerId === standing.personId || isSecretary(standing, facts.place)
  return facts.isHeld && !seesHeld ? 'not_found' : null
}

export function isHost(standing: Standing, facts: TopicFacts): boolean {
  return facts.facilitatorId === standing.personId || isSecretary(standing, facts.place)
}

function plays({ standing, councillor }: Viewer, facts: TopicFacts, part: Part): boolean {
  if (part === 'secretary') return isSecretary(standing, facts.place)
  if (part === 'host') return isHost(standing, facts)
  if (part === 'councillor') return councillor !== null
  return livesAt(standing, facts.place)
}

/** Who may do this at all, whatever state the topic is in. Asked before a repeated act is answered. */
export function refusePart(viewer: Viewer, facts: TopicFacts, verb: TopicVerb): ErrorCode | null {
  return refuseSee(viewer, facts) ?? (plays(viewer, facts, partOf(verb)) ? null : 'not_allowed')
}

export function refuseVerb(viewer: Viewer, facts: TopicFacts, verb: TopicVerb): ErrorCode | null {
  const refusal = refusePart(viewer, facts, verb)
  if (refusal !== null) return refusal
  return nextState(facts.state, verb) === null ? 'wrong_state' : null
}

/** Support is a resident's, while a proposal waits for its answer. */
export function refuseSupport(viewer: Viewer, facts: TopicFacts): ErrorCode | null {
  const refusal = refuseSee(viewer, facts)
  if (refusal !== null) return refusal
  if (!livesAt(viewer.standing, facts.place)) return 'not_allowed'
  return facts.state === 'proposed' && !facts.isHeld ? null : 'wrong_state'
}

const SEEDING: readonly TopicState[] = ['accepted', 'inviting', 'scheduled', 'open']

/** Residents add statements while a topic is open; the secretary also lays a few out before. `isOpen`: and its end has not come. */
export function refuseState(viewer: Viewer, facts: TopicFacts, isOpen: boolean): ErrorCode | null {
  const refusal = refuseSee(viewer, facts)
  if (refusal !== null) return refusal
  const isOffice = isSecretary(viewer.standing, facts.place)
  if (!isOffice && !livesAt(viewer.standing, facts.place)) return 'not_allowed'
  const isTime = isOpen || (isOffice && facts.state !== 'open' && SEEDING.includes(facts.state))
  return isTime ? null : 'wrong_state'
}

/** A vote is a resident's: whoever runs the topic does not tip it. */
export function refuseVote(viewer: Viewer, facts: TopicFacts, isOpen: boolean): ErrorCode | null {
  const refusal = refuseSee(viewer, facts)
  if (refusal !== null) return refusal
  if (!livesAt(viewer.standing, facts.place)) return 'not_allowed'
  return isOpen ? null : 'wrong_state'
}

/** Looking at statements before they are shown, and taking them out, is the secretary's. */
export function refuseModerate(viewer: Viewer, facts: TopicFacts): ErrorCode | null {
  return refuseSee(viewer, facts) ?? (isSecretary(viewer.standing, facts.place) ? null : 'not_allowed')
}

export function refuseHosting(viewer: Viewer, facts: TopicFacts): ErrorCode | null {
  return refuseSee(viewer, facts) ?? (isHost(viewer.standing, facts) ? null : 'not_allowed')
}
