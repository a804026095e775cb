import type { AppealCategory, HandlerKind } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { findStanding } from '../membership'
import { findPlace } from '../places'
import { findStreet, getDepartmentFor } from './find-dispatch'
import { refuseChangeRules } from './policy'
import { deleteRule, findRule, type RuleRow, setRule as saveRule } from './repository'

export interface SetRuleCommand {
  placeId: string
  category: AppealCategory
  personId: string
  handler: HandlerKind
  departmentId: string | null
  workingHours: number
}

/** The street says who has a category at one of its places first. Saying the same again changes nothing; cases under way stay as they are. */
export async function setRule(deps: Deps, command: SetRuleCommand): Promise<RuleRow> {
  const { placeId, category, personId, handler, departmentId, workingHours } = command
  const now = deps.clock.now()
  return deps.store.write(async (tx) => {
    const place = found(await findPlace(tx, placeId))
    refuseIf(refuseChangeRules(await findStanding(tx, personId), place.path))
    const street = await findStreet(tx, place.path)
    if (street === null) throw invalid('id', 'not a place of a street')
    if ((handler === 'department') !== (departmentId !== null)) throw invalid('departmentId', 'goes with a department')
    if (departmentId !== null) await getDepartmentFor(tx, street, departmentId)
    await saveRule(tx, {
      placeId,
      category,
      handler,
      departmentId,
      workingHours,
      updatedById: personId,
      updatedAt: now,
    })
    return found(await findRule(tx, placeId, category))
  })
}

/** Again is the same as once: what held before the street said something holds again. */
export async function removeRule(
  deps: Deps,
  command: { placeId: string; category: string; personId: string },
): Promise<void> {
  await deps.store.write(async (tx) => {
    const place = found(await findPlace(tx, command.placeId))
    refuseIf(refuseChangeRules(await findStanding(tx, command.personId), place.path))
    await deleteRule(tx, command.placeId, command.category)
  })
}

function invalid(path: string, message: string): Problem {
  return new Problem('invalid_request', { fields: [{ path, message }] })
}
