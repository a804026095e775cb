import type { Urgency } from '../../../src/contract'
import type { Deps } from '../../deps'
import { newId } from '../../kernel/ids'
import type { Tx } from '../../storage/store'
import { notify } from '../notifications'
import { askNeighbour } from './ask-neighbour'
import { listOfficers } from './list-officers'
import { factsOfNeed, loadSupply } from './load-facts'
import type { MayMeet } from './matching/candidate-search'
import type { NeedFacts, OfferFacts } from './matching/facts'
import { findBestOffers } from './matching/find-matches'
import { OfferIndex } from './matching/offer-index'
import { suits } from './matching/rules'
import { expireNeeds, listNeedsDueForRound, type NeedRow, takeRound } from './need-repository'
import { onePerHelper, withSpare } from './one-per-person'
import { EVERYBODY, ROUND_OF_ALL, roundOf } from './states'

const NEEDS_AT_ONCE = 100

/**
 * Asks the next helpers of every need whose round has come: two, two more, and for what is needed now at last everybody who fits and all
 * helpers of the grid.
 */
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
    await tellOfficers(tx, row, round, at)
    const need = factsOfNeed(row)
    const isForAll = asked === EVERYBODY && need.kind === 'help'
    const supply = { communityId: row.communityId, category: isForAll ? null : row.category, now: at }
    const { offers, mayMeet } = await loadSupply(tx, supply)
    const options = { now: at.getTime(), count: withSpare(asked), mayMeet }
    const best = findBestOffers(need, new OfferIndex(offers), options)
    for (const { offer } of onePerHelper([...best, ...(isForAll ? ofWholeGrid(need, offers, mayMeet) : [])], asked))
      await askNeighbour(tx, { id: newId(at), need, text: row.text, offer, round, requestHash: '', at })
  })
}

/** Whoever in the grid helps with anything at any hour: late at night nobody has said that they are free. */
function ofWholeGrid(need: NeedFacts, offers: readonly OfferFacts[], mayMeet: MayMeet): { offer: OfferFacts }[] {
  return offers
    .filter(({ kind, gridId, left }) => kind === 'help' && gridId === need.gridId && left > 0)
    .filter((offer) => suits(need, offer) && mayMeet(need, offer))
    .map((offer) => ({ offer }))
}

/** What is needed now and has found nobody in the first rounds: staff hear of it while there is time. */
async function tellOfficers(tx: Tx, need: NeedRow, round: number, at: Date): Promise<void> {
  if (need.urgency !== 'now' || round !== ROUND_OF_ALL || need.metQuantity > 0) return
  await notify(tx, {
    personIds: await listOfficers(tx, need.gridPath),
    kind: 'help_unanswered',
    params: { text: need.text, grid: need.gridName },
    subject: { kind: 'need', id: need.id },
    aboutPersonId: need.requesterId,
    at,
  })
}

/** Needs whose time is over are closed; nobody need answer any more, and whoever waited for nothing is told. */
export async function expireOldNeeds(deps: Deps): Promise<void> {
  for (;;) {
    const at = deps.clock.now()
    const expired = await deps.store.write((tx) => expireAndTell(tx, at))
    if (expired < NEEDS_AT_ONCE) return
  }
}

async function expireAndTell(tx: Tx, at: Date): Promise<number> {
  const expired = await expireNeeds(tx, at, NEEDS_AT_ONCE)
  for (const { id, requesterId, text, metQuantity } of expired)
    if (metQuantity === 0)
      await notify(tx, {
        personIds: [requesterId],
        kind: 'help_expired',
        params: { text },
        subject: { kind: 'need', id },
        aboutPersonId: requesterId,
        at,
      })
  return expired.length
}
