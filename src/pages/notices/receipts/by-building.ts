import type { HouseholdBrief, PlaceBrief, Receipts } from '@/contract'

type Unread = Receipts['unread'][number]

/** A door behind which somebody has not confirmed. */
export interface Door {
  household: HouseholdBrief
  names: string[]
}

export interface BuildingGroup {
  building: PlaceBrief
  people: number
  doors: Door[]
}

/** People who were not reached, by building and door, in the order they came: for a round on foot. */
export function byBuilding(unread: readonly Unread[]): BuildingGroup[] {
  const groups = new Map<string, BuildingGroup>()
  for (const { building, household, displayName } of unread) {
    const group = groups.get(building.id) ?? { building, people: 0, doors: [] }
    groups.set(building.id, group)
    group.people += 1
    const door = group.doors.find((known) => known.household.id === household.id)
    if (door) door.names.push(displayName)
    else group.doors.push({ household, names: [displayName] })
  }
  return [...groups.values()]
}
