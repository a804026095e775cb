import type { CareTaskState, ErrorCode, Role } from '../../../src/contract'
import { holdsRole, refuseRead, type Standing } from '../membership'
import { CARE_TRANSITIONS, type CareVerb } from './rules'

/** What decides who may do what with a care task. */
export interface CareFacts {
  buildingPath: string
  state: CareTaskState
  takenById: string | null
}

/** That an elder's door has not moved is for those who look after the building, and for nobody above the community. */
const CARERS: readonly Role[] = ['micro_grid_leader', 'grid_officer', 'secretary']
/** Whoever may finish what somebody else took and left lying. */
const SUPERVISORS: readonly Role[] = ['grid_officer', 'secretary']

export function refuseCareAt(standing: Standing, placePath: string): ErrorCode | null {
  if (holdsRole(standing, CARERS, placePath)) return null
  return refuseRead(standing, placePath) ?? 'not_allowed'
}

/** Whether the person may ever do this with the task; its state aside. */
export function refuseCareVerb(standing: Standing, facts: CareFacts, verb: CareVerb): ErrorCode | null {
  const refusal = refuseCareAt(standing, facts.buildingPath)
  if (refusal !== null || verb === 'take') return refusal
  const isTheirs = facts.takenById === null || facts.takenById === standing.personId
  return isTheirs || holdsRole(standing, SUPERVISORS, facts.buildingPath) ? null : 'not_allowed'
}

export function allowsCareVerb(standing: Standing, facts: CareFacts, verb: CareVerb): boolean {
  return refuseCareVerb(standing, facts, verb) === null && facts.state === CARE_TRANSITIONS[verb].from
}

/** Where a person looks after others: the paths of the places at which they hold such a role. */
export function carePaths(standing: Standing): string[] {
  return standing.roles.filter(({ role }) => CARERS.includes(role)).map(({ placePath }) => placePath)
}

/** A sensor at a door is allowed by those who live behind it, once the grid officer knows that they do. */
export function refuseConsent(standing: Standing, householdId: string): ErrorCode | null {
  const home = standing.homes.find((one) => one.householdId === householdId)
  if (home === undefined) return 'not_found'
  return home.state === 'verified' ? null : 'not_verified'
}
