import type { Household, Place, PlaceBrief, PlaceChild, PlaceKind } from '../../../src/contract'
import type { PlaceRow } from './repository'

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

export function presentHousehold(row: { id: string; number: string; floor: number }): Household {
  return { id: row.id, number: row.number, floor: row.floor }
}

export function presentPlaceChild(row: {
  id: string
  kind: string
  name: string
  hasChildren: number | boolean
}): PlaceChild {
  return { id: row.id, kind: row.kind as PlaceKind, name: row.name, hasChildren: Boolean(row.hasChildren) }
}
