import type { CreateNoticeRequest } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { hashRequest } from '../../kernel/request-hash'
import { assertSameRequest } from '../../storage/acts'
import type { Reader } from '../../storage/store'
import { findStanding } from '../membership'
import { checkText } from '../moderation'
import { findPlace, listPlacesByIds } from '../places'
import { refuseWriting, speakingRole } from './policy'
import { publishNotice } from './publish-notices'
import { findNotice, insertNotice } from './repository'
import { noticeTimes } from './rules'

/** Title and body are normalised already. */
export type CreateNoticeCommand = CreateNoticeRequest & { id: string; personId: string }

/**
 * A secretary, or the street, says something to places: at once, or at a later time.
 * @throws Problem invalid_request (field body) where the content check refuses the words, so that they can be put differently
 */
export async function createNotice(deps: Deps, command: CreateNoticeCommand): Promise<'created' | 'exists'> {
  const { id, personId, placeIds, title, body, level, needsReceipt } = command
  const requestHash = hashRequest({ ...command, id: undefined, personId: undefined })
  const now = deps.clock.now()
  if ((await findSame(deps.store.read, id, personId, requestHash)) === 'exists') return 'exists'
  const { publishAt, expiresAt } = noticeTimes(command, now)
  // Asked before the words leave the house, and again in the transaction, where it counts.
  await findSpeaker(deps.store.read, personId, placeIds)
  await refuseBadWords(deps, command)
  const outcome = await deps.store.write(async (tx) => {
    if ((await findSame(tx, id, personId, requestHash)) === 'exists') return 'exists'
    const communityId = await findSpeaker(tx, personId, placeIds)
    const notice = {
      communityId,
      id,
      authorId: personId,
      title,
      body,
      level,
      needsReceipt,
      publishAt,
      expiresAt,
      createdAt: now,
      requestHash,
    }
    await insertNotice(tx, notice, placeIds)
    return 'created'
  })
  if (outcome === 'created' && publishAt <= now) await publishAtOnce(deps, id)
  return outcome
}

async function findSame(reader: Reader, id: string, personId: string, requestHash: string): Promise<'exists' | 'new'> {
  const known = await findNotice(reader, id, personId)
  if (known === undefined) return 'new'
  assertSameRequest(known, requestHash, known.authorId, personId)
  return 'exists'
}

/** The id of the place that speaks: the writer's community, or the street. */
async function findSpeaker(reader: Reader, personId: string, placeIds: readonly string[]): Promise<string> {
  const places = await listPlacesByIds(reader, placeIds)
  const asked = placeIds.map((placeId) => found(places.find((place) => place.id === placeId)))
  const standing = await findStanding(reader, personId)
  const paths = asked.map(({ path }) => path)
  refuseIf(refuseWriting(standing, paths))
  if (asked.some(({ kind }) => kind === 'department')) throw invalid('placeIds', 'nobody lives in a department')
  const role = found(speakingRole(standing, paths))
  const place = found(await findPlace(reader, role.placeId))
  return place.communityId ?? place.id
}

/** A doubt does not hold a notice back: its writer is known, and answers for it. */
async function refuseBadWords(deps: Deps, { title, body, personId }: CreateNoticeCommand): Promise<void> {
  const { state } = await checkText(deps, { text: `${title}\n${body}`, scene: 'notice', personId })
  if (state === 'hidden') throw invalid('body', 'refused by the content check')
}

/** The notice is stored by now: should telling people fail, the job goes on with it, and the writer is not told of a failure. */
async function publishAtOnce(deps: Deps, id: string): Promise<void> {
  try {
    await publishNotice(deps, id)
  } catch (error) {
    deps.log.error({ err: error }, 'notice was not announced at once')
  }
}

function invalid(path: string, message: string): Problem {
  return new Problem('invalid_request', { fields: [{ path, message }] })
}
