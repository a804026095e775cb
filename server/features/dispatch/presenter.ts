import type { AppealCategory, DispatchRule } from '../../../src/contract'
import { type PlaceRow, presentPlaceBrief } from '../places'
import type { RuleRow } from './repository'
import { type Dispatch, levelOf } from './rules'

export function presentRule(row: RuleRow, mayChange: boolean): DispatchRule {
  const department = { id: row.departmentId ?? '', kind: 'department', name: row.departmentName ?? '' }
  return {
    place: presentPlaceBrief({ id: row.placeId, kind: row.placeKind, name: row.placeName }),
    category: row.category,
    handler: row.handler,
    department: row.departmentId === null ? null : presentPlaceBrief(department),
    level: levelOf(row.handler),
    workingHours: row.workingHours,
    isDefault: false,
    can: { change: mayChange, remove: mayChange },
  }
}

/** What holds where the street has said nothing. */
export function presentDefault(
  place: PlaceRow,
  category: AppealCategory,
  rule: Dispatch,
  mayChange: boolean,
): DispatchRule {
  return {
    place: presentPlaceBrief(place),
    category,
    handler: rule.handler,
    department: null,
    level: levelOf(rule.handler),
    workingHours: rule.workingHours,
    isDefault: true,
    can: { change: mayChange, remove: false },
  }
}
