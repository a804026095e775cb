import type { AidKind, Urgency } from '../../../../src/contract'

/** Metres east and north of some fixed point of the city. */
export interface Point {
  x: number
  y: number
}

/** Where somebody is: the building in the tree of places, and the point where it is known. */
export interface Whereabouts {
  communityId: string
  gridId: string
  buildingId: string
  point: Point | null
}

/** What matching knows of a need. Times are milliseconds since 1970. */
export interface NeedFacts extends Whereabouts {
  id: string
  personId: string
  kind: AidKind
  category: string
  from: number
  to: number
  urgency: Urgency
  /** The language the helper has to speak, and whether they have to be a verified volunteer. */
  language?: string | null
  forVolunteers?: boolean
  /** Pieces, or people, still wanted. */
  wanted: number
  createdAt: number
}

/** Minutes since midnight, the same every week; weekday 1 is Monday, 7 Sunday (ISO 8601). */
export interface WeeklyWindow {
  weekday: number
  fromMinute: number
  toMinute: number
}

/** What matching knows of an offer, and of whoever makes it. */
export interface OfferFacts extends Whereabouts {
  id: string
  personId: string
  kind: AidKind
  categories: readonly string[]
  languages?: readonly string[]
  isVolunteer?: boolean
  /** None for things that may be fetched at any time. */
  weekly: readonly WeeklyWindow[]
  radiusMetres: number
  /** Pieces left, or how often they may still be asked this week. */
  left: number
  /** How often they were asked in the last seven days, and in the three weeks before. */
  askedThisWeek: number
  askedBefore: number
  /** How often they did something of each category, and the stars they were given, one sum and one count for all. */
  doneByCategory: ReadonlyMap<string, number>
  stars: { sum: number; count: number }
}
