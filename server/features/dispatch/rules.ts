import type { AppealCategory, AppealLevel, HandlerKind } from '../../../src/contract'

/** What the table says about a case: who has it first, and in how many hours of work. */
export interface Dispatch {
  handler: HandlerKind
  departmentId: string | null
  workingHours: number
}

/** What holds where a street has said nothing. Danger first, then what stinks or keeps people awake. */
export const DEFAULT_DISPATCH: Readonly<Record<AppealCategory, Dispatch>> = {
  safety: { handler: 'grid', departmentId: null, workingHours: 4 },
  elder_care: { handler: 'grid', departmentId: null, workingHours: 8 },
  sanitation: { handler: 'grid', departmentId: null, workingHours: 8 },
  noise: { handler: 'grid', departmentId: null, workingHours: 8 },
  facilities: { handler: 'grid', departmentId: null, workingHours: 16 },
  parking: { handler: 'grid', departmentId: null, workingHours: 16 },
  other: { handler: 'grid', departmentId: null, workingHours: 16 },
  dispute: { handler: 'grid', departmentId: null, workingHours: 24 },
}

/** A department comes because the street calls it in, so that what it settles is settled in the street. */
export function levelOf(handler: HandlerKind): AppealLevel {
  return handler === 'grid' ? 'grid' : 'street'
}

/** Of the rules for a category on the path to a place, the one nearest to it; the built-in one where there is none. `path`: ids, root first. */
export function chooseDispatch(
  category: AppealCategory,
  path: readonly string[],
  rules: readonly (Dispatch & { placeId: string })[],
): Dispatch {
  for (const placeId of [...path].reverse()) {
    const rule = rules.find((candidate) => candidate.placeId === placeId)
    if (rule) return rule
  }
  return DEFAULT_DISPATCH[category]
}
