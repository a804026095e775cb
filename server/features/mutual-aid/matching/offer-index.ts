import type { NeedFacts, OfferFacts } from './facts'

/** The side of a square of the index. */
const CELL_METRES = 1_000

/**
 * Offers by kind, category and place, so that a need looks at those around it and at no others: in squares of a kilometre where the point is
 * known, else by community. Memory O(offers · categories); a look touches the squares within the greatest radius of any offer.
 */
export class OfferIndex {
  readonly #byPlace = new Map<string, OfferFacts[]>()
  #radiusMetresMax = 0

  constructor(offers: readonly OfferFacts[]) {
    for (const offer of offers) this.#add(offer)
  }

  #add(offer: OfferFacts): void {
    this.#radiusMetresMax = Math.max(this.#radiusMetresMax, offer.radiusMetres)
    const { point, communityId } = offer
    const places = [communityId, ...(point ? [cellName(cellOf(point.x), cellOf(point.y))] : [])]
    for (const category of offer.categories) {
      for (const place of places) {
        const key = `${offer.kind} ${category} ${place}`
        const known = this.#byPlace.get(key)
        if (known) known.push(offer)
        else this.#byPlace.set(key, [offer])
      }
    }
  }

  /** Offers of the need's kind and category that may be near enough, each once, in a fixed order. */
  *around(need: NeedFacts): Generator<OfferFacts> {
    const key = `${need.kind} ${need.category}`
    const { point } = need
    if (point === null) {
      yield* this.#byPlace.get(`${key} ${need.communityId}`) ?? []
      return
    }
    const reach = this.#radiusMetresMax
    for (let column = cellOf(point.x - reach); column <= cellOf(point.x + reach); column += 1)
      for (let row = cellOf(point.y - reach); row <= cellOf(point.y + reach); row += 1)
        yield* this.#byPlace.get(`${key} ${cellName(column, row)}`) ?? []
    for (const offer of this.#byPlace.get(`${key} ${need.communityId}`) ?? []) if (offer.point === null) yield offer
  }
}

const cellOf = (metres: number) => Math.floor(metres / CELL_METRES)
const cellName = (column: number, row: number) => `${column}:${row}`
