import { addArea } from './area'

/** A unit (专有部分) and who owns it. Owners are known by a key that is the same for the same owner of any unit. */
export interface OwnedUnit {
  unitId: string
  /** cm²: from the register, else the survey, else the contract (Interpretation of the Supreme People's Court, art. 8). */
  area: number
  /** Still the developer's, sold to nobody. */
  isUnsold: boolean
  ownerKeys: readonly string[]
  /** The one whom the co-owners named to vote, or null. */
  namedOwnerKey: string | null
}

/** One head of an owners' vote, with all the area that it votes for. */
export interface OwnersHead {
  unitIds: readonly string[]
  area: number
  /** Whoever may hand in this head's ballot: one alone, or co-owners of whom none is named yet, and then the first to vote. */
  ownerKeys: readonly string[]
  isDeveloper: boolean
}

/**
 * Units as heads (Interpretation of the Supreme People's Court on differentiated ownership, art. 9): one unit is one head; several units of one
 * owner are one; what the developer has not sold is one together. Co-owned units go to the owner who was named, and otherwise to the group of owners.
 */
export function headsOfUnits(units: readonly OwnedUnit[]): OwnersHead[] {
  const heads = new Map<
    string,
    { unitIds: string[]; area: number; ownerKeys: readonly string[]; isDeveloper: boolean }
  >()
  for (const { unitId, area, isUnsold, ownerKeys, namedOwnerKey } of units) {
    const owners = isUnsold ? [] : namedOwnerKey === null ? [...new Set(ownerKeys)].sort() : [namedOwnerKey]
    const key = isUnsold ? 'developer' : JSON.stringify(owners.length === 0 ? ['unit', unitId] : owners)
    const head = heads.get(key) ?? { unitIds: [], area: 0, ownerKeys: owners, isDeveloper: isUnsold }
    head.unitIds.push(unitId)
    head.area = addArea(head.area, area)
    heads.set(key, head)
  }
  return [...heads.values()]
}
