import type { Household, HouseholdBrief, Place, PlaceBrief, PlaceChild, PlaceKind } from '../../../src/contract'
import type { PlaceChildRow, PlaceRow } from './repository'

export function presentPlaceBrief(row: Pick<PlaceRow, 'id' | 'kind' | 'name'>): PlaceBrief {
  return { id: row.id, kind: row.kind as PlaceKind, name: row.name }
}

export function presentPlace(row: PlaceRow, ancestors: PlaceRow[], can: Place['can']): Place {
  return {
    ...presentPlaceBrief(row),
    parentId: row.parentId,
    communityId: row.communityId,
    code: row.code,
    ancestors: ancestors.map(presentPlaceBrief),
    can,
  }
}

export function presentHouseholdBrief(row: { id: string; number: string; floor: number }): HouseholdBrief {
  return { id: row.id, number: row.number, floor: row.floor }
}

export function presentHousehold(row: { id: string; number: string; floor: number }, can: Household['can']): Household {
  return { ...presentHouseholdBrief(row), can }
}

export function presentPlaceChild(row: PlaceChildRow, can: PlaceChild['can']): PlaceChild {
  return { ...presentPlaceBrief(row), hasChildren: Boolean(row.hasChildren), can }
}
