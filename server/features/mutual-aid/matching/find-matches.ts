import { solveSparse } from '../assignment/solve-sparse'
import type { NeedFacts, OfferFacts } from './facts'
import { OfferIndex } from './offer-index'
import { canServe, costOfHelper, costOfNeed, dayPartsOf, metresBetween, scoreOf } from './rules'

/** So many offers are looked at for each need: more than any need can use, and the table stays sparse. */
const CANDIDATES_MAX = 24

/** Pairs that may not meet for a reason of their own: somebody blocked somebody, or was asked for this need before. */
export type MayMeet = (need: NeedFacts, offer: OfferFacts) => boolean

export interface Candidate {
  offer: OfferFacts
  cost: number
}

/** The offers that fit a need, the best first: at most `count`. Of equals the one with the lower id. */
export function findBestOffers(
  need: NeedFacts,
  index: OfferIndex,
  { now, count, mayMeet }: { now: number; count: number; mayMeet: MayMeet },
): Candidate[] {
  const best: Candidate[] = []
  const ofNeed = costOfNeed(need, now)
  const days = dayPartsOf(need.from, need.to)
  const look = (offer: OfferFacts): void => {
    const metres = metresBetween(need, offer)
    if (!canServe(need, offer, metres, days)) return
    const cost = costOfHelper(need, offer, metres) + ofNeed
    const last = best.length < count ? undefined : best[best.length - 1]
    if (last && !isBetter(cost, offer, last)) return
    if (mayMeet(need, offer)) insert(best, { offer, cost }, count)
  }
  const lists = index.around(need)
  for (const { offers } of lists.in) for (const offer of offers) look(offer)
  const { x, y } = need.point ?? { x: 0, y: 0 }
  for (const list of lists.at) {
    for (let at = 0; at < list.offers.length; at += 1) {
      const east = (list.x[at] as number) - x
      const north = (list.y[at] as number) - y
      if (east * east + north * north <= (list.radiusSquared[at] as number)) look(list.offers[at] as OfferFacts)
    }
  }
  return best
}

const isBetter = (cost: number, offer: OfferFacts, other: Candidate) =>
  cost < other.cost || (cost === other.cost && offer.id < other.offer.id)

function insert(best: Candidate[], candidate: Candidate, count: number): void {
  if (best.length === count) best.pop()
  let place = best.length
  while (place > 0 && isBetter(candidate.cost, candidate.offer, best[place - 1] as Candidate)) place -= 1
  best.splice(place, 0, candidate)
}

export interface ProposedMatch {
  need: NeedFacts
  offer: OfferFacts
  /** Pieces, or 1 for help. */
  quantity: number
  score: number
}

/**
 * All needs and offers as one assignment: as many pieces of need as possible are met, and of all ways to do that one of least cost
 * (rules.ts), exactly, among the `CANDIDATES_MAX` best offers of each need. A helper is proposed for one need at most in one run, so that no
 * two lie at the same time; things are shared out piece by piece. The order of what is given does not matter.
 */
export function matchAll(
  needs: readonly NeedFacts[],
  offers: readonly OfferFacts[],
  { now, mayMeet }: { now: number; mayMeet: MayMeet },
): ProposedMatch[] {
  const rows = needs.toSorted(byId)
  const columns = offers.toSorted(byId)
  const numbers = new Map(columns.map((offer, number) => [offer, number]))
  const index = new OfferIndex(columns)
  const starts = new Int32Array(rows.length + 1)
  const pairs: { column: number; cost: number; pieces: number }[] = []
  for (const [row, need] of rows.entries()) {
    for (const { offer, cost } of findBestOffers(need, index, { now, count: CANDIDATES_MAX, mayMeet })) {
      const pieces = need.kind === 'item' ? Math.min(need.wanted, offer.left) : 1
      pairs.push({ column: numbers.get(offer) ?? -1, cost, pieces })
    }
    starts[row + 1] = pairs.length
  }
  const { pieces } = solveSparse({
    rows: rows.length,
    columns: columns.length,
    starts,
    columnOf: Int32Array.from(pairs, ({ column }) => column),
    costs: Float64Array.from(pairs, ({ cost }) => cost),
    wanted: Int32Array.from(rows, ({ wanted }) => wanted),
    given: Int32Array.from(columns, ({ kind, left }) => (kind === 'item' ? left : Math.min(left, 1))),
    pairMax: Int32Array.from(pairs, (pair) => pair.pieces),
  })
  return rows.flatMap((need, row) =>
    pairs.slice(starts[row], starts[row + 1]).flatMap(({ column }, at) => {
      const quantity = pieces[(starts[row] as number) + at] as number
      const offer = columns[column] as OfferFacts
      return quantity > 0 ? [{ need, offer, quantity, score: scoreOf(need, offer) }] : []
    }),
  )
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
