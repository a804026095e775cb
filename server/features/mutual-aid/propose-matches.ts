import type { Deps } from '../../deps'
import { found, refuseIf } from '../../kernel/problem'
import { findStanding } from '../membership'
import { factsOfNeed, loadSupply } from './load-facts'
import type { NeedFacts } from './matching/facts'
import { type Candidate, findBestOffers } from './matching/find-matches'
import { OfferIndex } from './matching/offer-index'
import { findNeed } from './need-repository'
import { onePerHelper, withSpare } from './one-per-person'
import { refuseAsking } from './policy'

const PROPOSALS_MAX = 10

/** The best few neighbours for one need, each with one offer, now; none once it is met, cancelled or over. */
export async function proposeMatches(
  deps: Deps,
  { needId, personId }: { needId: string; personId: string },
): Promise<{ need: NeedFacts; candidates: Candidate[] }> {
  const { read } = deps.store
  const row = found(await findNeed(read, needId))
  refuseIf(refuseAsking(await findStanding(read, personId), row))
  const now = deps.clock.now()
  const need = factsOfNeed(row)
  if (row.state !== 'open' || row.endsAt <= now.getTime()) return { need, candidates: [] }
  const { offers, mayMeet } = await loadSupply(read, { communityId: row.communityId, category: row.category, now })
  const options = { now: now.getTime(), count: withSpare(PROPOSALS_MAX), mayMeet }
  const best = findBestOffers(need, new OfferIndex(offers), options)
  return { need, candidates: onePerHelper(best, PROPOSALS_MAX) }
}
