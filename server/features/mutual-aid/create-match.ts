import type { CreateMatchRequest } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { hashRequest } from '../../kernel/request-hash'
import { assertSameRequest } from '../../storage/acts'
import { findStanding } from '../membership'
import { askNeighbour } from './ask-neighbour'
import { factsOfNeed, loadSupply } from './load-facts'
import { findMatch, type MatchRow } from './match-repository'
import { fits } from './matching/rules'
import { findNeed } from './need-repository'
import { findOffer } from './offer-repository'
import { refuseAsking } from './policy'

/**
 * Whoever needs help asks a helper of their choice.
 * @throws Problem wrong_state where the need is not open any more; already_asked; does_not_fit; not_found, also for an offer elsewhere, or of
 * somebody who blocked them
 */
export async function createMatch(
  deps: Deps,
  command: CreateMatchRequest & { id: string; personId: string },
): Promise<{ outcome: 'created' | 'exists'; match: MatchRow }> {
  const { id, personId, needId, offerId } = command
  const requestHash = hashRequest({ needId, offerId, askedById: personId })
  const at = deps.clock.now()
  return deps.store.write(async (tx) => {
    const known = await findMatch(tx, id)
    if (known) {
      assertSameRequest(known, requestHash, personId, personId)
      return { outcome: 'exists', match: known }
    }
    const row = found(await findNeed(tx, needId))
    refuseIf(refuseAsking(await findStanding(tx, personId), row))
    const offerRow = found(await findOffer(tx, offerId))
    if (offerRow.communityId !== row.communityId) throw new Problem('not_found')
    if (row.state !== 'open' || row.endsAt <= at.getTime()) throw new Problem('wrong_state')
    const need = factsOfNeed(row)
    const { offers, mayMeet } = await loadSupply(tx, { communityId: row.communityId, category: row.category, now: at })
    const offer = offers.find((some) => some.id === offerId)
    if (!offer || !fits(need, offer)) throw new Problem('does_not_fit')
    const question = { id, need, text: row.text, offer, round: 0, requestHash, at }
    if (!mayMeet(need, offer) || (await askNeighbour(tx, question)) === 'asked_before')
      throw new Problem('already_asked')
    return { outcome: 'created', match: found(await findMatch(tx, id)) }
  })
}
