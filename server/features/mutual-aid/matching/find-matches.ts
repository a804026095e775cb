import { solveByCore } from '../assignment/solve-by-core'
import { CandidateSearch, type MayMeet } from './candidate-search'
import type { NeedFacts, OfferFacts } from './facts'
import { byId, OfferIndex, squareOf } from './offer-index'
import { scoreOf } from './rules'

/** So many offers of each need the solver begins with; the prices ask for more where that is not enough. */
const CANDIDATES_AT_ONCE = 32
/** Its multiples lie evenly over the fractions (Weyl 1916; Knuth, The Art of Computer Programming 3, 6.4). */
const GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2

export interface Candidate {
  offer: OfferFacts
  cost: number
}

/** The offers that fit a need, the best first: at most `count`. Of equals the one with the lower id. */
export function findBestOffers(
  need: NeedFacts,
  index: OfferIndex,
  options: { now: number; count: number; mayMeet: MayMeet },
): Candidate[] {
  const search = new CandidateSearch(index)
  search.find(need, options)
  return Array.from(search.numbers.subarray(0, search.count), (number, place) => ({
    offer: index.offers[number] as OfferFacts,
    cost: search.costs[place] as number,
  }))
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
 * (rules.ts), exactly, among all pairs that fit. A helper is proposed for one need at most in one run, so that no two lie at the same time;
 * things are shared out piece by piece. The order of what is given does not matter; matches come in the order of the needs' ids.
 */
export function matchAll(
  needs: readonly NeedFacts[],
  offers: readonly OfferFacts[],
  { now, mayMeet }: { now: number; mayMeet: MayMeet },
): ProposedMatch[] {
  const rows = nearOnesTogether(needs)
  const index = new OfferIndex(offers)
  const search = new CandidateSearch(index)
  const { starts, columnOf, pieces } = solveByCore({
    wanted: Int32Array.from(rows, ({ wanted }) => wanted),
    given: Int32Array.from(index.offers, ({ kind, left }) => (kind === 'item' ? left : Math.min(left, 1))),
    countAtOnce: CANDIDATES_AT_ONCE,
    find: (row, { count, prices, limit, isListed }) => {
      // Where many helpers are alike each need begins with others of them: else all would list the same few, and most would go without.
      const firstOfEquals = Math.floor(((row * GOLDEN_RATIO) % 1) * index.offers.length)
      const need = rows[row] as NeedFacts
      search.find(need, { now, mayMeet, count, prices, limit, firstOfEquals, isLeftOut: isListed })
      return { count: search.count, columns: search.numbers, costs: search.costs, costMax: search.costMax }
    },
  })
  const matches = rows.flatMap((need, row) => {
    const own: ProposedMatch[] = []
    for (let pair = starts[row] as number; pair < (starts[row + 1] as number); pair += 1) {
      const quantity = pieces[pair] as number
      const offer = index.offers[columnOf[pair] as number] as OfferFacts
      if (quantity > 0) own.push({ need, offer, quantity, score: scoreOf(need, offer) })
    }
    return own
  })
  return matches.sort((a, b) => byId(a.need, b.need))
}

/** Those of one category and square one behind the other, so that what one search has read the next finds at hand. */
function nearOnesTogether(needs: readonly NeedFacts[]): NeedFacts[] {
  return needs
    .map((need) => ({ need, category: need.category, square: need.point ? squareOf(need.point) : -1 }))
    .sort((a, b) => {
      if (a.category !== b.category) return a.category < b.category ? -1 : 1
      return a.square - b.square || byId(a.need, b.need)
    })
    .map(({ need }) => need)
}
