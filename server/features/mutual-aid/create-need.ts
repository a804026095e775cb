import { type CreateNeedRequest, LIMITS } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { hashRequest } from '../../kernel/request-hash'
import { assertSameRequest } from '../../storage/acts'
import { assertMayUseVoice } from '../media'
import { findStanding } from '../membership'
import { checkText } from '../moderation'
import { findWhere } from './find-where'
import { countOpenNeeds, findNeed, insertNeed, type NeedRow } from './need-repository'
import { refuseTakingPart } from './policy'
import { firstRoundAt, needSpan } from './states'

/** Texts are normalised already. */
export type CreateNeedCommand = CreateNeedRequest & { id: string; personId: string }

/**
 * @throws Problem id_taken; too_many_needs; invalid_request where the span is none, the content check refuses the words, or the recording is
 *   not the requester's
 */
export async function createNeed(
  deps: Deps,
  command: CreateNeedCommand,
): Promise<{ outcome: 'created' | 'exists'; need: NeedRow }> {
  const { id, personId } = command
  const { voiceId = null } = command
  const requestHash = hashRequest({ ...command, id: undefined, personId: undefined, voiceId: voiceId ?? undefined })
  const known = await findNeed(deps.store.read, id)
  if (known) {
    assertSameRequest(known, requestHash, known.requesterId, personId)
    return { outcome: 'exists', need: known }
  }
  const now = deps.clock.now()
  const { grid } = await findWhere(deps.store.read, command.placeId, personId)
  refuseIf(refuseTakingPart(await findStanding(deps.store.read, personId), grid))
  const span = needSpan(command, now)
  const { state } = await checkText(deps, { text: command.text, scene: 'post', personId })
  if (state === 'hidden')
    throw new Problem('invalid_request', { fields: [{ path: 'text', message: 'refused by the content check' }] })
  return deps.store.write(async (tx) => {
    const again = await findNeed(tx, id)
    if (again) {
      assertSameRequest(again, requestHash, again.requesterId, personId)
      return { outcome: 'exists', need: again }
    }
    const where = await findWhere(tx, command.placeId, personId)
    refuseIf(refuseTakingPart(await findStanding(tx, personId), where.grid))
    await assertMayUseVoice(tx, personId, voiceId)
    if ((await countOpenNeeds(tx, personId)) >= LIMITS.needsOpen) throw new Problem('too_many_needs')
    await insertNeed(tx, {
      communityId: where.communityId,
      id,
      gridId: where.grid.id,
      buildingId: where.buildingId,
      placeId: command.placeId,
      requesterId: personId,
      kind: command.kind,
      category: command.category,
      text: command.text,
      ...span,
      urgency: command.urgency,
      quantity: command.quantity ?? 1,
      onBehalfOf: command.onBehalfOf ?? null,
      phone: command.phone ?? null,
      visibility: command.visibility ?? 'grid',
      language: command.language ?? null,
      voiceId,
      nextRoundAt: firstRoundAt(command.urgency, now),
      createdAt: now,
      requestHash,
    })
    return { outcome: 'created', need: found(await findNeed(tx, id)) }
  })
}
