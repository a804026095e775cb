import { type Static, Type } from '@sinclair/typebox'
import { Area } from './polls'
import { Can, Closed, Count, Id, Nullable, OneOf, PageQuery, Time } from './primitives'

/** Where an area was taken from (Interpretation of the Supreme People's Court, art. 8). */
export const AreaSource = OneOf('register', 'survey', 'contract')
export type AreaSource = Static<typeof AreaSource>

/** Co-owners' shares are exact ("1/3"); `isNamed` is the one who votes for all of them. */
export const OwnedUnit = Closed({
  householdId: Id,
  label: Type.String(),
  area: Area,
  areaSource: AreaSource,
  isUnsold: Type.Boolean(),
  owners: Type.Array(
    Closed({ code: Type.String(), name: Type.String(), share: Type.String(), isNamed: Type.Boolean() }),
  ),
  can: Can('nameVoter'),
})
export type OwnedUnit = Static<typeof OwnedUnit>

export const OwnersQuery = Closed({ ...PageQuery })

export const NameVoterRequest = Closed({ code: Type.String({ minLength: 1, maxLength: 40 }) })

export const OwnersImportParams = Closed({ id: Id, importId: Id })
export const OwnedUnitParams = Closed({ id: Id, householdId: Id })

/** The columns of an owners' register. */
export const OwnersColumn = OneOf(
  'building',
  'number',
  'grid',
  'area',
  'source',
  'code',
  'owner',
  'share',
  'voter',
  'unsold',
  'phone',
)
export type OwnersColumn = Static<typeof OwnersColumn>

/** `row` as a spreadsheet numbers it: the heading is row 1. */
export const OwnersImport = Closed({
  id: Id,
  placeId: Id,
  rows: Count,
  units: Count,
  heads: Count,
  area: Area,
  refused: Type.Array(
    Closed({ row: Count, column: Nullable(OwnersColumn), reason: Type.String(), text: Type.String() }),
  ),
  createdAt: Time,
  can: Can('see'),
})
export type OwnersImport = Static<typeof OwnersImport>
