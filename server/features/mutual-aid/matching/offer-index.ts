import type { NeedFacts, OfferFacts } from './facts'

/** The side of a square of the index. */
const CELL_METRES = 1_000

/** Offers of one kind, category and place. Points and the squares of radii stand apart, so that most are passed by without being touched. */
export interface OfferList {
  offers: OfferFacts[]
  x: number[]
  y: number[]
  radiusSquared: number[]
}

/**
 * Offers by kind, category and place, so that a need looks at those around it and at no others: in squares of a kilometre where the point is
 * known, else by community. Memory O(offers · categories); a look touches the squares within the greatest radius of any offer.
 */
export class OfferIndex {
  readonly #byPlace = new Map<string, OfferList>()
  #radiusMetresMax = 0

  constructor(offers: readonly OfferFacts[]) {
    for (const offer of offers) this.#add(offer)
  }

  #add(offer: OfferFacts): void {
    this.#radiusMetresMax = Math.max(this.#radiusMetresMax, offer.radiusMetres)
    const { point, communityId } = offer
    const places = point
      ? [`at ${cellName(cellOf(point.x), cellOf(point.y))}`, `also ${communityId}`]
      : [`in ${communityId}`]
    for (const category of offer.categories)
      for (const place of places) this.#push(`${offer.kind} ${category} ${place}`, offer)
  }

  #push(key: string, offer: OfferFacts): void {
    const list = this.#byPlace.get(key) ?? { offers: [], x: [], y: [], radiusSquared: [] }
    this.#byPlace.set(key, list)
    list.offers.push(offer)
    list.x.push(offer.point?.x ?? 0)
    list.y.push(offer.point?.y ?? 0)
    list.radiusSquared.push(offer.radiusMetres * offer.radiusMetres)
  }

  /** Lists of offers that may be near enough, each offer once, in a fixed order: `at` a point around the need, or somewhere `in` its community. */
  around(need: NeedFacts): { at: OfferList[]; in: OfferList[] } {
    const key = `${need.kind} ${need.category}`
    const { point } = need
    const found: { at: OfferList[]; in: OfferList[] } = { at: [], in: [] }
    // Whoever is at no known point looks through their community.
    for (const place of point ? ['in'] : ['in', 'also']) {
      const list = this.#byPlace.get(`${key} ${place} ${need.communityId}`)
      if (list) found.in.push(list)
    }
    if (point === null) return found
    const reach = this.#radiusMetresMax
    for (let column = cellOf(point.x - reach); column <= cellOf(point.x + reach); column += 1) {
      for (let row = cellOf(point.y - reach); row <= cellOf(point.y + reach); row += 1) {
        const list = this.#byPlace.get(`${key} at ${cellName(column, row)}`)
        if (list) found.at.push(list)
      }
    }
    return found
  }
}

const cellOf = (metres: number) => Math.floor(metres / CELL_METRES)
const cellName = (column: number, row: number) => `${column}:${row}`
