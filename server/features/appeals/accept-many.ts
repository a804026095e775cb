import type { AppealBulkAnswer } from '../../../src/contract'
import type { Deps } from '../../deps'
import { Problem } from '../../kernel/problem'
import { hashRequest } from '../../kernel/request-hash'
import { actOnAppeal } from './act-on-appeal'

/**
 * Takes on several cases, each for itself: one that somebody else was quicker with stops none of the others. The act on each case has an id of
 * its own, made from the request's, so that the request can be sent again.
 */
export async function acceptMany(
  deps: Deps,
  command: { actId: string; appealIds: readonly string[]; personId: string },
): Promise<AppealBulkAnswer> {
  const items: AppealBulkAnswer['items'] = []
  for (const appealId of command.appealIds) {
    const action = { id: actIdFor(command.actId, appealId), action: 'accept' as const }
    try {
      const { state } = await actOnAppeal(deps, { appealId, personId: command.personId, action })
      items.push({ id: appealId, state, refusal: null })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      items.push({ id: appealId, state: null, refusal: error.code })
    }
  }
  return { items }
}

/** The time of the request's id with other chance: still a UUIDv7. */
function actIdFor(actId: string, appealId: string): string {
  const hex = Buffer.from(hashRequest([actId, appealId]), 'base64url').toString('hex')
  return `${actId.slice(0, 15)}${hex.slice(0, 3)}-${actId.slice(19, 20)}${hex.slice(3, 6)}-${hex.slice(6, 18)}`
}
