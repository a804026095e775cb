import type { Distance, ReasonCode } from '../../../../src/contract'
import type { NeedFacts, OfferFacts, WeeklyWindow, Whereabouts } from './facts'

/** The clock on every wall in China, all year round. */
const CHINA_OFFSET_MS = 8 * 3_600_000
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
/** Somebody is free then if that long at least. */
export const OVERLAP_MINUTES_MIN = 15
/** No need is open for longer (contract), so no more days are looked at. */
const DAYS_MAX = 32

/** How far it is where nobody has said where the buildings lie: within one grid, and within one community. */
const METRES_IN_GRID = 150
const METRES_IN_COMMUNITY = 600
const NEAR_METRES = 300

/** Metres from door to door; infinite to another community where the points are not known. */
export function metresBetween(one: Whereabouts, other: Whereabouts): number {
  if (one.buildingId === other.buildingId) return 0
  if (one.point && other.point) {
    const east = one.point.x - other.point.x
    const north = one.point.y - other.point.y
    return Math.sqrt(east * east + north * north)
  }
  if (one.gridId === other.gridId) return METRES_IN_GRID
  return one.communityId === other.communityId ? METRES_IN_COMMUNITY : Number.POSITIVE_INFINITY
}

/** What is said of a distance before anybody has accepted. */
export function distanceWord(one: Whereabouts, other: Whereabouts): Distance {
  if (one.buildingId === other.buildingId) return 'same_building'
  return metresBetween(one, other) <= NEAR_METRES ? 'near' : 'walkable'
}

/** The part of a span of time that lies on one day, by the clock of China: minutes since midnight, and the weekday. */
export type DayPart = WeeklyWindow

/** A span of time day by day. */
export function dayPartsOf(from: number, to: number): DayPart[] {
  const firstDay = Math.floor((from + CHINA_OFFSET_MS) / DAY_MS)
  const lastDay = Math.min(Math.floor((to + CHINA_OFFSET_MS) / DAY_MS), firstDay + DAYS_MAX)
  return Array.from({ length: lastDay - firstDay + 1 }, (_, index) => {
    const midnight = (firstDay + index) * DAY_MS - CHINA_OFFSET_MS
    return {
      // Day 0 of 1970 was a Thursday.
      weekday: ((firstDay + index + 3) % 7) + 1,
      fromMinute: Math.max(0, (from - midnight) / MINUTE_MS),
      toMinute: Math.min(DAY_MS, to - midnight) / MINUTE_MS,
    }
  })
}

/** Whether a weekly window and one of the days have a quarter of an hour in common. */
export function isFreeOn(weekly: readonly WeeklyWindow[], days: readonly DayPart[]): boolean {
  for (const day of days) {
    for (const window of weekly) {
      if (window.weekday !== day.weekday) continue
      const start = window.fromMinute > day.fromMinute ? window.fromMinute : day.fromMinute
      const end = window.toMinute < day.toMinute ? window.toMinute : day.toMinute
      if (end - start >= OVERLAP_MINUTES_MIN) return true
    }
  }
  return false
}

/** Whether the offer may be matched to the need at all: kind, category, another person, something left, the distance, and the time. */
export function fits(need: NeedFacts, offer: OfferFacts): boolean {
  if (need.kind !== offer.kind || !offer.categories.includes(need.category)) return false
  if (!(metresBetween(need, offer) <= offer.radiusMetres) || offer.left < 1 || !suits(need, offer)) return false
  return offer.weekly.length === 0 || isFreeOn(offer.weekly, dayPartsOf(need.from, need.to))
}

/** Whether the helper is whom the need asks for: another person, a verified volunteer, somebody who speaks the language. */
export function suits(need: NeedFacts, offer: OfferFacts): boolean {
  if (need.personId === offer.personId || (need.forVolunteers && !offer.isVolunteer)) return false
  return !need.language || Boolean(offer.languages?.includes(need.language))
}

const COST = {
  /** Per 10 metres, up to 5 kilometres. */
  distanceMax: 500,
  /** Grows with the square: who was asked three times costs nine times as much as who was asked once. */
  askedThisWeek: 60,
  askedBefore: 8,
  /** Per time the helper has not done this yet, up to ten. */
  inexperience: 6,
  /** Per star below five; the stars of somebody new are taken to be 4.5. */
  star: 40,
  urgencyNow: -2_000,
  urgencyToday: -800,
  waitingDay: -20,
} as const
const EXPERIENCE_MAX = 10
const WAITING_DAYS_MAX = 14
const STARS_PRIOR = { sum: 13.5, count: 3 }

export const starsOf = ({ stars }: Pick<OfferFacts, 'stars'>): number =>
  (stars.sum + STARS_PRIOR.sum) / (stars.count + STARS_PRIOR.count)

/**
 * What a match costs is a whole number, lower is better: the sum of this, which is the same for all helpers of one need, and of
 * `costOfHelper`. How urgent a need is and how long it has waited decide which needs are met where not all can be.
 */
export function costOfNeed(need: NeedFacts, now: number): number {
  const waitingDays = Math.min(WAITING_DAYS_MAX, Math.floor(Math.max(0, now - need.createdAt) / DAY_MS))
  const urgency = { now: COST.urgencyNow, today: COST.urgencyToday, normal: 0 }[need.urgency]
  return urgency + COST.waitingDay * waitingDays
}

/**
 * The part that tells helpers of one need apart: distance, trust and experience, and most of all how often they were asked lately, so that
 * nobody is asked until they stop.
 */
export function costOfHelper(need: NeedFacts, offer: OfferFacts, metres: number): number {
  return costOfDistance(metres) + costOfTrust(offer, need.category)
}

export const COST_OF_DISTANCE_MAX: number = COST.distanceMax

export function costOfDistance(metres: number): number {
  return Math.min(COST.distanceMax, Math.round(metres / 10))
}

/** What a helper costs wherever they are: the same for all needs of a category. */
export function costOfTrust(offer: OfferFacts, category: string): number {
  const done = Math.min(EXPERIENCE_MAX, offer.doneByCategory.get(category) ?? 0)
  return (
    COST.askedThisWeek * offer.askedThisWeek * offer.askedThisWeek +
    COST.askedBefore * offer.askedBefore +
    COST.inexperience * (EXPERIENCE_MAX - done) +
    Math.round(COST.star * (5 - starsOf(offer)))
  )
}

const COST_OF_ZERO = 800

/** From 100, for somebody behind the same door who has done it often and was not asked lately, down to 0. */
export function scoreOf(need: NeedFacts, offer: OfferFacts): number {
  return Math.max(0, Math.round(100 * (1 - costOfHelper(need, offer, metresBetween(need, offer)) / COST_OF_ZERO)))
}

export interface Reason {
  code: ReasonCode
  /** For the words: how often, and how many stars. */
  params: Record<string, string>
}

/** Why this helper, the strongest first, for the person who asks to read. */
export function reasonsFor(need: NeedFacts, offer: OfferFacts): Reason[] {
  const distance = distanceWord(need, offer)
  const done = offer.doneByCategory.get(need.category) ?? 0
  const stars = offer.stars.count > 0 ? (offer.stars.sum / offer.stars.count).toFixed(1) : ''
  return [
    { code: distance, params: {} },
    ...(offer.weekly.length > 0 ? [{ code: 'free_then' as const, params: {} }] : []),
    ...(need.language ? [{ code: 'speaks' as const, params: { language: need.language } }] : []),
    ...(need.kind === 'item' ? [{ code: 'has_pieces' as const, params: { count: String(offer.left) } }] : []),
    ...(done > 0 ? [{ code: 'did_this' as const, params: { count: String(done), stars } }] : []),
    ...(offer.askedThisWeek === 0 ? [{ code: 'not_asked_this_week' as const, params: {} }] : []),
  ]
}
