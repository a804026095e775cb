import type { Reader } from '../../storage/store'
import { headsOfUnits, type OwnedUnit, type OwnersHead } from '../electoral-rules'
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
    const people = votersOf({ unitIds, ownerKeys }, owners, byPhone, residents)
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

/**
 * Owners of the head who are known by their phone. Where none is, the verified owners of its doors; but not of a door where the co-owners named one
 * of them, or where an owner's phone is known: which of the residents that is, only the desk can tell, and the head votes on paper.
 */
function votersOf(
  { unitIds, ownerKeys }: Pick<OwnersHead, 'unitIds' | 'ownerKeys'>,
  owners: ReadonlyMap<string, readonly OwnerRow[]>,
  byPhone: ReadonlyMap<string, readonly { code: string; personId: string }[]>,
  residents: ReadonlyMap<string, readonly MemberFacts[]>,
): string[] {
  const known = unitIds.flatMap((id) => byPhone.get(id) ?? []).filter(({ code }) => ownerKeys.includes(code))
  if (known.length > 0) return known.map(({ personId }) => personId)
  const open = unitIds.filter((id) => !byPhone.has(id) && !haveNamed(owners.get(id) ?? []))
  return open.flatMap((id) => residents.get(id) ?? []).map(({ personId }) => personId)
}

function haveNamed(owners: readonly OwnerRow[]): boolean {
  return owners.length > 1 && owners.some(({ isNamed }) => Boolean(isNamed))
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
