import type { Reader } from '../../storage/store'
import { headsOfUnits, type OwnedUnit } from '../electoral-rules'
import { listOwners, listPhoneOwners, listUnits, type OwnerRow, type UnitRow } from './repository'

export interface DoorFacts {
  householdId: string
  building: string
  number: string
  /** cm², as the place's own table of households has it. */
  area: number
}

export interface MemberFacts {
  personId: string
  householdId: string
  relation: string
}

/** A head of an owners' vote as the roll takes it up. */
export interface PlannedHead {
  kind: 'owner' | 'developer'
  subject: string
  label: string
  area: number
  personIds: readonly string[]
}

const DOORS_IN_LABEL = 3

/**
 * The owners' heads behind these doors: from the register where a door is in it, else from the verified owners who live there and the area of the
 * household. A door whose owner nobody knows is a head too, which the law counts among all owners.
 */
export async function listOwnersHeads(
  reader: Reader,
  communityId: string,
  doors: readonly DoorFacts[],
  members: readonly MemberFacts[],
): Promise<PlannedHead[]> {
  const units = new Map((await listUnits(reader, communityId)).map((unit) => [unit.householdId, unit]))
  const owners = groupBy(await listOwners(reader, communityId), ({ householdId }) => householdId)
  const byPhone = groupBy(await listPhoneOwners(reader, communityId), ({ householdId }) => householdId)
  const residents = groupBy(
    members.filter(({ relation }) => relation === 'owner'),
    ({ householdId }) => householdId,
  )
  const facts = new Map(doors.map((door) => [door.householdId, door]))
  const heads = headsOfUnits(doors.map((door) => toUnit(door, units.get(door.householdId), owners, residents)))
  return heads.map(({ unitIds, area, ownerKeys, isDeveloper }) => {
    const people = unitIds.flatMap((id) => votersOf(id, ownerKeys, byPhone.get(id) ?? [], residents.get(id) ?? []))
    return {
      kind: isDeveloper ? 'developer' : 'owner',
      subject: JSON.stringify(['owners', [...unitIds].sort(), [...ownerKeys]]),
      label: labelOf(unitIds, facts),
      area,
      personIds: isDeveloper ? [] : [...new Set(people)],
    }
  })
}

function toUnit(
  { householdId, area }: DoorFacts,
  unit: UnitRow | undefined,
  owners: ReadonlyMap<string, readonly OwnerRow[]>,
  residents: ReadonlyMap<string, readonly MemberFacts[]>,
): OwnedUnit {
  if (unit === undefined) {
    const ownerKeys = (residents.get(householdId) ?? []).map(({ personId }) => `person/${personId}`)
    return { unitId: householdId, area, isUnsold: false, ownerKeys, namedOwnerKey: null }
  }
  const registered = owners.get(householdId) ?? []
  return {
    unitId: householdId,
    area: unit.area,
    isUnsold: Boolean(unit.isUnsold),
    ownerKeys: registered.map(({ code }) => code),
    namedOwnerKey: registered.find(({ isNamed }) => Boolean(isNamed))?.code ?? null,
  }
}

/** Owners known by their phone; at a door where none is, its verified owners. */
function votersOf(
  householdId: string,
  ownerKeys: readonly string[],
  byPhone: readonly { code: string; personId: string }[],
  residents: readonly MemberFacts[],
): string[] {
  if (byPhone.length > 0) return byPhone.filter(({ code }) => ownerKeys.includes(code)).map(({ personId }) => personId)
  return residents.filter((resident) => resident.householdId === householdId).map(({ personId }) => personId)
}

function labelOf(unitIds: readonly string[], doors: ReadonlyMap<string, DoorFacts>): string {
  const names = unitIds.slice(0, DOORS_IN_LABEL).map((id) => {
    const door = doors.get(id)
    return door === undefined ? '' : `${door.building} ${door.number}`
  })
  return unitIds.length > DOORS_IN_LABEL ? `${names.join('、')} +${unitIds.length - DOORS_IN_LABEL}` : names.join('、')
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const known = groups.get(keyOf(item))
    if (known) known.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}
