import type { MatchingRun } from '../../../src/contract'
import type { Deps } from '../../deps'
import { newId } from '../../kernel/ids'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { findStanding } from '../membership'
import { findPlace } from '../places'
import { askNeighbour } from './ask-neighbour'
import { factsOfNeed, loadSupply } from './load-facts'
import { matchAll } from './matching/find-matches'
import { listOpenNeeds } from './need-repository'
import { refuseRunMatching } from './policy'

/** Staff have all open needs of a place matched at once. @throws Problem invalid_request where the place is above a community, or below a grid */
export async function runMatchingAsStaff(
  deps: Deps,
  { placeId, personId }: { placeId: string; personId: string },
): Promise<MatchingRun> {
  const place = found(await findPlace(deps.store.read, placeId))
  refuseIf(refuseRunMatching(await findStanding(deps.store.read, personId), place))
  if (place.communityId === null && place.kind !== 'community')
    throw new Problem('invalid_request', { fields: [{ path: 'id', message: 'neither a community nor a grid' }] })
  return runMatching(deps, { communityId: place.communityId ?? place.id, path: place.path })
}

/** All open needs of a community (those below `path`) and its offers as one assignment; whoever comes out of it is asked. */
export async function runMatching(deps: Deps, where: { communityId: string; path: string }): Promise<MatchingRun> {
  const at = deps.clock.now()
  const { communityId, path } = where
  // The solving is done outside the transaction, on what is committed; a question that came in between is not asked twice.
  const rows = await listOpenNeeds(deps.store.read, communityId, path, at)
  const { offers, mayMeet } = await loadSupply(deps.store.read, { communityId, category: null, now: at })
  const matches = matchAll(rows.map(factsOfNeed), offers, { now: at.getTime(), mayMeet })
  const texts = new Map(rows.map(({ id, text }) => [id, text]))
  return deps.store.write(async (tx) => {
    let [assigned, score] = [0, 0]
    for (const match of matches) {
      const { need, offer, quantity } = match
      const question = {
        id: newId(at),
        need,
        text: texts.get(need.id) ?? '',
        offer,
        quantity,
        round: 0,
        requestHash: '',
        at,
      }
      if ((await askNeighbour(tx, question)) === 'asked_before') continue
      assigned += quantity
      score += match.score * quantity
    }
    return { needs: rows.length, offers: offers.length, assigned, score }
  })
}
