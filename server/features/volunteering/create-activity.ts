import type { CreateActivityRequest } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, refuseIf } from '../../kernel/problem'
import { hashRequest } from '../../kernel/request-hash'
import { assertSameRequest } from '../../storage/acts'
import type { Reader, Tx } from '../../storage/store'
import { findStanding, listStaffOnPath } from '../membership'
import { checkText } from '../moderation'
import { notify } from '../notifications'
import { findPlace, idsOnPath } from '../places'
import { needsApproval, refuseCreateActivity } from './policy'
import { findActivity, insertActivity } from './repository'
import { invalid } from './rules'

/** Texts are normalised already. */
export type CreateActivityCommand = CreateActivityRequest & { id: string; personId: string }

/**
 * Somebody who holds an office invites residents to lend a hand. The secretary is told of what waits for approval.
 * @throws Problem invalid_request (field body) where the content check refuses the words
 */
export async function createActivity(deps: Deps, command: CreateActivityCommand): Promise<'created' | 'exists'> {
  const { id, personId, insurance = null, ...words } = command
  const requestHash = hashRequest({ ...words, insurance })
  const now = deps.clock.now()
  if ((await findSame(deps.store.read, id, personId, requestHash)) === 'exists') return 'exists'
  // Asked before the words leave the house, and again in the transaction, where it counts.
  await findTerms(deps.store.read, personId, command.placeId)
  const { state } = await checkText(deps, { text: `${words.title}\n${words.body}`, scene: 'notice', personId })
  if (state === 'hidden') throw invalid('body', 'refused by the content check')
  return deps.store.write(async (tx) => {
    if ((await findSame(tx, id, personId, requestHash)) === 'exists') return 'exists'
    const { place, waits } = await findTerms(tx, personId, command.placeId)
    const communityId = place.communityId ?? place.id
    const made = { communityId, id, authorId: personId, insurance, createdAt: now, requestHash }
    await insertActivity(tx, { ...words, ...made, state: waits ? 'proposed' : 'open' })
    if (waits) await tellSecretary(tx, { id, title: words.title, personId, path: place.path }, now)
    return 'created'
  })
}

async function findSame(reader: Reader, id: string, personId: string, requestHash: string): Promise<'exists' | 'new'> {
  const known = await findActivity(reader, id)
  if (known === undefined) return 'new'
  assertSameRequest(known, requestHash, known.authorId, personId)
  return 'exists'
}

async function findTerms(reader: Reader, personId: string, placeId: string) {
  const place = found(await findPlace(reader, placeId))
  const standing = await findStanding(reader, personId)
  refuseIf(refuseCreateActivity(standing, place))
  if (place.kind === 'department') throw invalid('placeId', 'nobody lives in a department')
  return { place, waits: needsApproval(standing, place) }
}

async function tellSecretary(
  tx: Tx,
  activity: { id: string; title: string; personId: string; path: string },
  now: Date,
): Promise<void> {
  const secretaries = await listStaffOnPath(tx, idsOnPath(activity.path), ['secretary'])
  await notify(tx, {
    personIds: secretaries.map(({ personId }) => personId),
    kind: 'activity_proposed',
    params: { title: activity.title },
    subject: { kind: 'activity', id: activity.id },
    aboutPersonId: activity.personId,
    at: now,
  })
}
