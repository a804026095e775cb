import type { NeedFacts, OfferFacts, Point } from './facts'
import { costOfTrust } from './rules'
import { hoursOfWeek, WeekHours } from './week-hours'

/** The side of a square of the index. */
const CELL_METRES = 1_000
/** Squares are numbered row by row; a city has fewer columns than this by far. */
const CELL_COLUMNS = 2 ** 24

/**
 * Offers of one kind and category, one place behind the other, column by column: most are passed by without the offer itself being touched.
 * Within a place what costs least wherever it is stands first, of equals the lower number.
 */
export interface OfferColumns {
  /** Places in `OfferIndex.offers`. */
  numbers: Int32Array
  /** `costOfTrust`. */
  costs: Float64Array
  x: Float64Array
  y: Float64Array
  radiusSquared: Float64Array
  /** `OfferIndex.numberOfBuilding`. */
  buildings: Int32Array
  /** By weekday (0 is Monday) and offer: the hours in which it may be free, as bits (week-hours.ts). */
  hours: readonly Int32Array[]
}

/** The offers of one place: those from `start` up to `end` of the columns. */
export interface OfferList {
  columns: OfferColumns
  start: number
  end: number
}

/** The offers of one square, and how far the one that goes farthest would go. */
export interface Cell extends OfferList {
  column: number
  row: number
  radiusMetresMax: number
}

interface OffersOfCategory {
  numbers: number[]
  /** Those at a known point. */
  cells: Map<number, Cell>
  radiusMetresMax: number
  /** By square: the squares that may have an offer for somebody in it. Filled as it is asked for. */
  around: Map<number, readonly Cell[]>
  /** By community: those at a known point, and those at none. Made when first asked for. */
  located: Map<string, OfferList> | null
  unlocated: Map<string, OfferList>
}

/**
 * Offers by kind, category and place, so that a need looks at those around it and at no others: in squares of a kilometre where the point is
 * known, else by community. Those with nothing left are not in it. Memory O(offers · categories); a look touches the squares within the
 * greatest radius of any offer of the category.
 */
export class OfferIndex {
  /** By id. */
  readonly offers: readonly OfferFacts[]
  readonly hours: WeekHours
  readonly #categories = new Map<string, OffersOfCategory>()
  readonly #buildings = new Map<string, number>()
  readonly #buildingOf: Int32Array

  constructor(offers: readonly OfferFacts[]) {
    this.offers = offers.toSorted(byId)
    this.hours = new WeekHours(this.offers)
    this.#buildingOf = Int32Array.from(this.offers, ({ buildingId }) => this.#nameBuilding(buildingId))
    const numbers = new Map<string, Set<number>>()
    for (const [number, { kind, categories, left }] of this.offers.entries()) {
      if (left < 1) continue
      for (const category of categories) {
        const key = keyOf(kind, category)
        const known = numbers.get(key)
        if (known) known.add(number)
        else numbers.set(key, new Set([number]))
      }
    }
    for (const [key, own] of numbers) this.#categories.set(key, this.#place(key, [...own]))
  }

  /** −1 where no offer is in it. */
  numberOfBuilding(id: string): number {
    return this.#buildings.get(id) ?? -1
  }

  /**
   * Lists of offers that may be near enough, each offer once, in a fixed order: those `at` a point, by square, the nearest to that of the need
   * first; and those somewhere `in` its community.
   */
  around(need: NeedFacts): { at: readonly Cell[]; in: readonly OfferList[] } {
    const key = keyOf(need.kind, need.category)
    const offers = this.#categories.get(key)
    if (!offers) return { at: [], in: [] }
    const { point, communityId } = need
    const unlocated = offers.unlocated.get(communityId)
    if (point) return { at: cellsAround(offers, cellOf(point.x), cellOf(point.y)), in: unlocated ? [unlocated] : [] }
    // Whoever is at no known point looks through their community.
    offers.located ??= this.#byCommunity(key, offers.numbers, true)
    const located = offers.located.get(communityId)
    return { at: [], in: [unlocated, located].filter((list) => list !== undefined) }
  }

  #nameBuilding(id: string): number {
    const known = this.#buildings.get(id)
    if (known !== undefined) return known
    this.#buildings.set(id, this.#buildings.size)
    return this.#buildings.size - 1
  }

  #offer(number: number): OfferFacts {
    return this.offers[number] as OfferFacts
  }

  #place(key: string, numbers: number[]): OffersOfCategory {
    const located = numbers.filter((number) => this.#offer(number).point !== null)
    const cells = new Map<number, Cell>()
    const lists = this.#listed(key, located, (number) => squareOf(this.#offer(number).point as Point))
    for (const [cell, list] of lists) {
      const row = Math.floor(cell / CELL_COLUMNS + 0.5)
      cells.set(cell, { ...list, row, column: cell - row * CELL_COLUMNS, radiusMetresMax: radiusMaxOf(list) })
    }
    return {
      numbers,
      cells,
      radiusMetresMax: Array.from(cells.values()).reduce((most, cell) => Math.max(most, cell.radiusMetresMax), 0),
      around: new Map(),
      located: null,
      unlocated: this.#byCommunity(key, numbers, false),
    }
  }

  #byCommunity(key: string, numbers: readonly number[], areLocated: boolean): Map<string, OfferList> {
    const chosen = numbers.filter((number) => (this.#offer(number).point !== null) === areLocated)
    return this.#listed(key, chosen, (number) => this.#offer(number).communityId)
  }

  /** Lists by the place that `placeOf` names. */
  #listed<Place extends string | number>(
    key: string,
    numbers: readonly number[],
    placeOf: (number: number) => Place,
  ): Map<Place, OfferList> {
    const category = key.slice(key.indexOf(' ') + 1)
    const sorted = numbers
      .map((number) => ({ number, place: placeOf(number), cost: costOfTrust(this.#offer(number), category) }))
      .sort((a, b) => (a.place === b.place ? a.cost - b.cost || a.number - b.number : a.place < b.place ? -1 : 1))
    const columns: OfferColumns = {
      numbers: Int32Array.from(sorted, ({ number }) => number),
      costs: Float64Array.from(sorted, ({ cost }) => cost),
      x: new Float64Array(sorted.length),
      y: new Float64Array(sorted.length),
      radiusSquared: new Float64Array(sorted.length),
      buildings: new Int32Array(sorted.length),
      hours: hoursOfWeek(sorted.map(({ number }) => this.#offer(number))),
    }
    const lists = new Map<Place, OfferList>()
    for (const [at, { number, place }] of sorted.entries()) {
      const { point, radiusMetres } = this.#offer(number)
      columns.x[at] = point?.x ?? 0
      columns.y[at] = point?.y ?? 0
      columns.radiusSquared[at] = radiusMetres * radiusMetres
      columns.buildings[at] = this.#buildingOf[number] as number
      const list = lists.get(place)
      if (list) list.end = at + 1
      else lists.set(place, { columns, start: at, end: at + 1 })
    }
    return lists
  }
}

function radiusMaxOf({ columns, start, end }: OfferList): number {
  return Math.sqrt(columns.radiusSquared.subarray(start, end).reduce((most, squared) => Math.max(most, squared), 0))
}

/** The squares that an offer may reach somebody from who is in the square named. */
function cellsAround({ cells, radiusMetresMax, around }: OffersOfCategory, column: number, row: number) {
  const key = keyOfCell(column, row)
  const known = around.get(key)
  if (known) return known
  const found: { cell: Cell; metres: number }[] = []
  const look = (cell: Cell | undefined) => {
    if (!cell) return
    const metres = distance(between(column, cell.column), between(row, cell.row))
    if (metres <= cell.radiusMetresMax) found.push({ cell, metres })
  }
  const reach = Math.ceil(radiusMetresMax / CELL_METRES) + 1
  // A radius that reaches over more squares than there are looks at each of them.
  if ((2 * reach + 1) ** 2 > cells.size) for (const cell of cells.values()) look(cell)
  else
    for (let down = row - reach; down <= row + reach; down += 1)
      for (let along = column - reach; along <= column + reach; along += 1) look(cells.get(keyOfCell(along, down)))
  const nearestFirst = found.sort((a, b) => a.metres - b.metres).map(({ cell }) => cell)
  around.set(key, nearestFirst)
  return nearestFirst
}

/** Metres from a point to the nearest of a square; 0 within it. */
export function metresToCell({ x, y }: Point, { column, row }: Cell): number {
  return distance(outside(x, column), outside(y, row))
}

function outside(metres: number, cell: number): number {
  const [from, to] = [cell * CELL_METRES, (cell + 1) * CELL_METRES]
  return metres < from ? from - metres : metres > to ? metres - to : 0
}

/** Metres between two squares of one row or one column. */
const between = (one: number, other: number) => Math.max(0, Math.abs(one - other) - 1) * CELL_METRES
/** Rounded as `metresBetween` rounds, so that no offer within its radius is in a square beyond it. */
const distance = (east: number, north: number) => Math.sqrt(east * east + north * north)

const keyOf = (kind: string, category: string) => `${kind} ${category}`
const cellOf = (metres: number) => Math.floor(metres / CELL_METRES)
const keyOfCell = (column: number, row: number) => row * CELL_COLUMNS + column

/** The number of the square in which a point lies. */
export const squareOf = ({ x, y }: Point): number => keyOfCell(cellOf(x), cellOf(y))

export const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
