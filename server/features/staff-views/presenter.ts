import type { PlaceBrief, Role, StaffView, StaffViewKind } from '../../../src/contract'
import { presentPlaceBrief } from '../places'
import type { ViewRow } from './repository'

export function presentView(row: ViewRow): StaffView {
  return {
    id: row.id,
    kind: row.kind as StaffViewKind,
    viewerName: row.viewerName,
    role: row.role as Role,
    place: presentPlaceBrief({ id: row.placeId, kind: row.placeKind as PlaceBrief['kind'], name: row.placeName }),
    times: row.count,
    firstAt: new Date(row.firstAt).toISOString(),
    lastAt: new Date(row.lastAt).toISOString(),
  }
}
