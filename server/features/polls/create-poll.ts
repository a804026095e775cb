import type { CreatePollRequest } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { hashRequest } from '../../kernel/request-hash'
import { assertSameRequest } from '../../storage/acts'
import { findStanding } from '../membership'
import { findPlace } from '../places'
import { refuseKeeping } from './policy'
import { findPoll, insertPoll } from './repository'
import { readDefinition } from './rules'

export interface CreatePollCommand {
  id: string
  personId: string
  request: CreatePollRequest
}

const PLACES: readonly string[] = ['community', 'grid', 'building']

/** The secretary, or the street, drafts a poll. Nobody else sees it before it is announced. */
export async function createPoll(
  deps: Deps,
  { id, personId, request }: CreatePollCommand,
): Promise<'created' | 'exists'> {
  const requestHash = hashRequest(request)
  const now = deps.clock.now()
  return deps.store.write(async (tx) => {
    const known = await findPoll(tx, id)
    if (known) {
      assertSameRequest(known, requestHash, known.authorId, personId)
      return 'exists'
    }
    const place = found(await findPlace(tx, request.placeId))
    refuseIf(refuseKeeping(await findStanding(tx, personId), { placePath: place.path }))
    if (!PLACES.includes(place.kind) || place.communityId === null) {
      const message = 'a poll is held in a community, a grid or a building'
      throw new Problem('invalid_request', { fields: [{ path: 'placeId', message }] })
    }
    const { options, rule, ...definition } = readDefinition(request, now)
    const { communityId, id: placeId } = place
    await insertPoll(tx, {
      ...definition,
      communityId,
      id,
      placeId,
      authorId: personId,
      options: JSON.stringify(options),
      rule: JSON.stringify(rule),
      createdAt: now,
      requestHash,
    })
    return 'created'
  })
}
