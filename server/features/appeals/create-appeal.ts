import { type CreateAppealRequest, LIMITS } from '../../../src/contract'
import type { Deps } from '../../deps'
import { Problem, refuseIf } from '../../kernel/problem'
import { hashRequest } from '../../kernel/request-hash'
import { assertSameRequest } from '../../storage/acts'
import type { Reader } from '../../storage/store'
import { assertMayUseVoice, mayUseImages } from '../media'
import { findStanding, type Standing } from '../membership'
import { checkText } from '../moderation'
import { getPoint, getSpot, openAppeal, type Spot } from './open-appeal'
import { refuseReport } from './policy'
import { type CaseRow, countOpenOfReporter, findCase } from './repository'

/** The text is normalised already. */
export type CreateAppealCommand = CreateAppealRequest & { id: string; personId: string }

/**
 * Somebody reports something. The content check decides whether neighbours may read it, never whether it is taken.
 * @throws Problem id_taken, not_found, not_verified, too_many_open_appeals, point_outside_city; invalid_request
 *   where the place is no grid or building, or a picture or the recording is not the reporter's
 */
export async function createAppeal(
  deps: Deps,
  command: CreateAppealCommand,
): Promise<{ outcome: 'created' | 'exists'; row: CaseRow }> {
  const { id, personId, placeId, category, text, imageIds, voiceId = null, location = null } = command
  const { anonymousToPublic: isAnonymous = false, conflict: isConflict = false } = command
  const requestHash = hashRequest({
    placeId,
    category,
    text,
    imageIds,
    voiceId: voiceId ?? undefined,
    location,
    isAnonymous,
    isConflict,
  })
  const before = await admit(deps.store.read, command, requestHash)
  if ('known' in before) return { outcome: 'exists', row: before.known }
  const answer = await checkText(deps, { text, scene: 'post', personId })
  const at = deps.clock.now()
  return deps.store.write(async (tx) => {
    const now = await admit(tx, command, requestHash)
    if ('known' in now) return { outcome: 'exists', row: now.known }
    const row = await openAppeal(tx, {
      id,
      placeId,
      source: 'resident',
      category,
      text,
      imageIds,
      voiceId,
      location,
      reporter: { personId, householdId: householdOf(now.standing, now.spot) },
      isAnonymous,
      isConflict,
      isPublic: answer.state === 'shown',
      requestHash,
      at,
      calendar: deps.config.workingCalendar,
    })
    return { outcome: 'created', row }
  })
}

type Admitted = { known: CaseRow } | { spot: Spot; standing: Standing }

/** Asked before the words leave the house, and again in the transaction, where it counts. */
async function admit(reader: Reader, command: CreateAppealCommand, requestHash: string): Promise<Admitted> {
  const { id, personId, placeId, imageIds, voiceId = null, location = null } = command
  const known = await findCase(reader, id)
  if (known) {
    assertSameRequest(known, requestHash, known.reporterId, personId)
    return { known }
  }
  const standing = await findStanding(reader, personId)
  const spot = await getSpot(reader, placeId)
  refuseIf(refuseReport(standing, spot.grid))
  getPoint(location, spot)
  if (!(await mayUseImages(reader, personId, imageIds))) {
    throw new Problem('invalid_request', { fields: [{ path: 'imageIds', message: 'not all are pictures of yours' }] })
  }
  await assertMayUseVoice(reader, personId, voiceId)
  const { open = 0 } = (await countOpenOfReporter(reader, personId)) ?? {}
  if (open >= LIMITS.appealsOpen) throw new Problem('too_many_open_appeals')
  return { spot, standing }
}

/** The home that counts: in the same grid first. */
function householdOf(standing: Standing, { grid }: Spot): string | null {
  const homes = standing.homes.filter((home) => home.state === 'verified' && home.communityId === grid.communityId)
  return (homes.find(({ gridId }) => gridId === grid.id) ?? homes[0])?.householdId ?? null
}
