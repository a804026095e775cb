import { type Static, Type } from '@sinclair/typebox'
import { LIMITS } from './limits'
import { Can, Closed, Count, Id, Nullable, OneOf } from './primitives'

export const PlaceKind = OneOf('city', 'district', 'street', 'community', 'grid', 'building', 'department')
export type PlaceKind = Static<typeof PlaceKind>

export const PlaceBrief = Closed({ id: Id, kind: PlaceKind, name: Type.String() })
export type PlaceBrief = Static<typeof PlaceBrief>

const PlaceCan = Can('post', 'publishNotice', 'verifyMembers', 'moderate', 'join')

/** `ancestors` run from the city down to the parent. `code` is the short code on the place's poster. */
export const Place = Closed({
  id: Id,
  kind: PlaceKind,
  name: Type.String(),
  parentId: Nullable(Id),
  communityId: Nullable(Id),
  code: Nullable(Type.String()),
  ancestors: Type.Array(PlaceBrief),
  can: PlaceCan,
})
export type Place = Static<typeof Place>

export const PlaceChild = Closed({
  id: Id,
  kind: PlaceKind,
  name: Type.String(),
  hasChildren: Type.Boolean(),
  can: PlaceCan,
})
export type PlaceChild = Static<typeof PlaceChild>

/** Number and floor only: who lives there is nobody's business before they are a neighbour. */
const HOUSEHOLD = { id: Id, number: Type.String(), floor: Type.Integer() }

export const HouseholdBrief = Closed(HOUSEHOLD)
export type HouseholdBrief = Static<typeof HouseholdBrief>

/** A door as one finds it in the list; `join`: ask to be let in. */
export const Household = Closed({ ...HOUSEHOLD, can: Can('join') })
export type Household = Static<typeof Household>

/** How many doors there are at or below a place. */
export const HouseholdCount = Closed({ households: Count })
export type HouseholdCount = Static<typeof HouseholdCount>

/** As it stands on a poster, in either case. */
export const POSTER_CODE = `^[0-9A-Za-z]{4,${LIMITS.posterCode}}$`

export const PosterCodeParams = Closed({
  code: Type.String({ pattern: POSTER_CODE }),
})
