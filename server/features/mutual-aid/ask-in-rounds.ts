import type { Urgency } from '../../../src/contract'
import type { Deps } from '../../deps'
import { newId } from '../../kernel/ids'
import { askNeighbour } from './ask-neighbour'
import { factsOfNeed, loadSupply } from './load-facts'
import { findBestOffers } from './matching/find-matches'
import { OfferIndex } from './matching/offer-index'
import { expireNeeds, listNeedsDueForRound, type NeedRow, takeRound } from './need-repository'
import { onePerHelper, withSpare } from './one-per-helper'
import { roundOf } from './states'

const NEEDS_AT_ONCE = 100

/** Asks the next helpers of every need whose round has come: two, two more, and for what is needed now at last everybody who fits. */
export async function askInRounds(deps: Deps): Promise<void> {
  const due = await listNeedsDueForRound(deps.store.read, deps.clock.now(), NEEDS_AT_ONCE)
  for (const row of due) await askRound(deps, row)
}

async function askRound(deps: Deps, row: NeedRow): Promise<void> {
  const at = deps.clock.now()
  const round = row.round + 1
  const { asked, nextAt } = roundOf(row.urgency as Urgency, round, at)
  await deps.store.write(async (tx) => {
    if ((await takeRound(tx, row, nextAt)) !== 1) return
    const need = factsOfNeed(row)
    const { offers, mayMeet } = await loadSupply(tx, { communityId: row.communityId, category: row.category, now: at })
    const options = { now: at.getTime(), count: withSpare(asked), mayMeet }
    const best = findBestOffers(need, new OfferIndex(offers), options)
    for (const { offer } of onePerHelper(best, asked))
      await askNeighbour(tx, { id: newId(at), need, text: row.text, offer, round, requestHash: '', at })
  })
}

/** Needs whose time is over are closed; nobody need answer any more. */
export async function expireOldNeeds(deps: Deps): Promise<void> {
  for (;;) {
    const expired = await deps.store.write((tx) => expireNeeds(tx, deps.clock.now(), NEEDS_AT_ONCE))
    if (expired < NEEDS_AT_ONCE) return
  }
}
