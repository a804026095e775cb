import type { NeedFacts, OfferFacts, Point } from './facts'
import { type Cell, metresToCell, type OfferIndex, type OfferList } from './offer-index'
import {
  COST_OF_DISTANCE_MAX,
  costOfDistance,
  costOfNeed,
  type DayPart,
  dayPartsOf,
  metresBetween,
  suits,
} from './rules'
import { type DayHours, hoursOfDays } from './week-hours'

/** Pairs that may not meet for a reason of their own: somebody blocked somebody, or was asked for this need before. */
export type MayMeet = (need: NeedFacts, offer: OfferFacts) => boolean

export interface Sought {
  now: number
  /** At most so many. */
  count: number
  mayMeet: MayMeet
  /** What each offer, by its number, is dearer than its cost, as a number that is not above 0; all 0 where absent. */
  prices?: Float64Array
  /** Only what costs less, price included. */
  limit?: number
  isLeftOut?: (number: number) => boolean
  /** Of equals the next from this number on is taken; from 0 where absent. */
  firstOfEquals?: number
}

/** A square, seen from a need. */
interface Near {
  point: Point
  building: number
  cell: Cell
  metresMin: number
}

/**
 * Finds the offers that fit one need, the cheapest first: of equals the one with the lower number, or as is asked. Keeps what it found until it is asked
 * again. Offers stand in the lists by what they cost wherever they are, so a list is left as soon as no later one can be among the best.
 */
export class CandidateSearch {
  readonly #index: OfferIndex
  count = 0
  numbers = new Int32Array(0)
  costs = new Float64Array(0)
  /** No offer that fits the need costs more, found or not. */
  costMax = Number.NEGATIVE_INFINITY
  /** Cost and price, by which they are in order. */
  #dues = new Float64Array(0)
  #days: readonly DayPart[] = []
  #hours: readonly DayHours[] = []
  #costOfNeed = 0
  #countMax = 0
  #limit = Number.POSITIVE_INFINITY
  #firstOfEquals = 0

  constructor(index: OfferIndex) {
    this.#index = index
  }

  find(need: NeedFacts, sought: Sought): void {
    this.#days = dayPartsOf(need.from, need.to)
    this.#hours = hoursOfDays(this.#days)
    this.#costOfNeed = costOfNeed(need, sought.now)
    this.#countMax = sought.count
    this.#limit = sought.limit ?? Number.POSITIVE_INFINITY
    this.#firstOfEquals = sought.firstOfEquals ?? 0
    this.count = 0
    this.costMax = Number.NEGATIVE_INFINITY
    if (this.numbers.length < sought.count) {
      this.numbers = new Int32Array(sought.count)
      this.costs = new Float64Array(sought.count)
      this.#dues = new Float64Array(sought.count)
    }
    const lists = this.#index.around(need)
    for (const list of lists.in) this.#lookIn(need, list, sought)
    if (!need.point) return
    const building = this.#index.numberOfBuilding(need.buildingId)
    // The nearest square comes first: what is found there rules most of the others out.
    for (const cell of lists.at) {
      const metresMin = metresToCell(need.point, cell)
      if (metresMin <= cell.radiusMetresMax)
        this.#lookAt(need, { point: need.point, building, cell, metresMin }, sought)
    }
  }

  /** Those of a community: how far each is depends on what is known of both. */
  #lookIn(need: NeedFacts, list: OfferList, sought: Sought): void {
    this.#widen(list)
    const { numbers, costs } = list.columns
    for (let at = list.start; at < list.end; at += 1) {
      const leastCost = (costs[at] as number) + this.#costOfNeed
      if (leastCost > this.#limit) return
      const number = numbers[at] as number
      const offer = this.#index.offers[number] as OfferFacts
      const metres = metresBetween(need, offer)
      if (metres <= offer.radiusMetres) this.#look(need, number, leastCost + costOfDistance(metres), sought)
    }
  }

  /** Those of a square: by their hours and their points alone. */
  #lookAt(need: NeedFacts, { point, building, cell, metresMin }: Near, sought: Sought): void {
    this.#widen(cell)
    const { numbers, costs, x, y, radiusSquared, buildings, hours } = cell.columns
    const { x: needX, y: needY } = point
    const ownCost = this.#costOfNeed
    // Whoever is in the same building is at the same point, so within the square where it is none.
    const wayCost = costOfDistance(Math.floor(metresMin)) + ownCost
    // Most needs are of one day.
    const [day, ...otherDays] = this.#hours
    const hoursOfDay = hours[day?.weekday ?? 0] as Int32Array
    const ownHours = day?.hours ?? 0
    for (let at = cell.start; at < cell.end; at += 1) {
      const trustCost = costs[at] as number
      if (trustCost + wayCost > this.#limit) return
      if (((hoursOfDay[at] as number) & ownHours) === 0 && !mayBeFree(otherDays, hours, at)) continue
      const east = (x[at] as number) - needX
      const north = (y[at] as number) - needY
      const squared = east * east + north * north
      if (squared > (radiusSquared[at] as number)) continue
      const metres = buildings[at] === building ? 0 : Math.sqrt(squared)
      this.#look(need, numbers[at] as number, trustCost + costOfDistance(metres) + ownCost, sought)
    }
  }

  #widen({ columns, end }: OfferList): void {
    const dearest = (columns.costs[end - 1] as number) + COST_OF_DISTANCE_MAX + this.#costOfNeed
    this.costMax = Math.max(this.costMax, dearest)
  }

  #look(need: NeedFacts, number: number, cost: number, { prices, mayMeet, isLeftOut }: Sought): void {
    const due = prices ? cost - (prices[number] as number) : cost
    if (due > this.#limit || (due === this.#limit && !this.#isBeforeLast(number))) return
    if (!this.#index.hours.isFree(number, this.#days)) return
    const offer = this.#index.offers[number] as OfferFacts
    if (isLeftOut?.(number) || !suits(need, offer) || !mayMeet(need, offer)) return
    this.#insert(number, cost, due)
  }

  /** Of what is as dear as the last of a full list; nothing is where the limit was given. */
  #isBeforeLast(number: number): boolean {
    return this.count === this.#countMax && this.#isBefore(number, this.numbers[this.count - 1] as number)
  }

  #isBefore(one: number, other: number): boolean {
    const first = this.#firstOfEquals
    return one >= first === other >= first ? one < other : one >= first
  }

  #insert(number: number, cost: number, due: number): void {
    const [numbers, costs, dues] = [this.numbers, this.costs, this.#dues]
    let place = this.count === this.#countMax ? this.count - 1 : this.count
    for (; place > 0; place -= 1) {
      const before = dues[place - 1] as number
      if (before < due || (before === due && this.#isBefore(numbers[place - 1] as number, number))) break
      numbers[place] = numbers[place - 1] as number
      costs[place] = costs[place - 1] as number
      dues[place] = before
    }
    numbers[place] = number
    costs[place] = cost
    dues[place] = due
    if (this.count < this.#countMax) this.count += 1
    if (this.count === this.#countMax) this.#limit = Math.min(this.#limit, dues[this.count - 1] as number)
  }
}

/** By whole hours, which rules most out at little cost. */
function mayBeFree(days: readonly DayHours[], hours: readonly Int32Array[], at: number): boolean {
  for (let index = 0; index < days.length; index += 1) {
    const day = days[index] as DayHours
    if ((((hours[day.weekday] as Int32Array)[at] as number) & day.hours) !== 0) return true
  }
  return false
}
